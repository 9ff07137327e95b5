import { invalidField } from '../http/api-error.ts';
import { ok, type Reply } from '../http/reply.ts';
import { type AccountRequest, bodyObject, type Handler } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { accountView } from '../trading/account-view.ts';
import type { AccountSettings } from '../trading/state.ts';

function configurationView(settings: AccountSettings): Record<string, unknown> {
  return {
    dtbp_check: 'entry',
    fractional_trading: true,
    max_margin_multiplier: String(settings.multiplier),
    max_options_trading_level: 0,
    no_shorting: !settings.shortingEnabled,
    pdt_check: 'entry',
    ptp_no_exception_entry: false,
    suspend_trade: settings.tradeSuspendedByUser,
    trade_confirm_email: 'none',
    disable_overnight_trading: false,
  };
}

function flag(body: Readonly<Record<string, unknown>>, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw invalidField(`invalid ${name}`);
  return value;
}

/** Changes what the exchange acts upon (shorting, suspension, margin); the other settings stay as they are. */
function changeConfiguration(request: AccountRequest): Reply {
  const body = bodyObject(request);
  const { settings } = request.account.state;
  const noShorting = flag(body, 'no_shorting');
  const suspended = flag(body, 'suspend_trade');
  const multiplier = body.max_margin_multiplier ?? String(settings.multiplier);
  const chosen = ([1, 2, 4] as const).find(one => String(one) === String(multiplier));
  if (chosen === undefined) throw invalidField('invalid max_margin_multiplier');
  request.account.state.settings = {
    ...settings,
    multiplier: chosen,
    shortingEnabled: noShorting === undefined ? settings.shortingEnabled : !noShorting,
    tradeSuspendedByUser: suspended ?? settings.tradeSuspendedByUser,
  };
  request.exchange.save(request.account);
  return ok(configurationView(request.account.state.settings));
}

/** The account and its configuration. */
export const accountRoutes: Route<Handler>[] = [
  {
    method: 'GET',
    pattern: '/v2/account',
    handler: ({ exchange, account, now }) => ok(accountView(exchange, account, now.ms)),
  },
  {
    method: 'GET',
    pattern: '/v2/account/configurations',
    handler: ({ account }) => ok(configurationView(account.state.settings)),
  },
  { method: 'PATCH', pattern: '/v2/account/configurations', handler: changeConfiguration },
];
