import type { Exchange } from '../exchange.ts';
import { absolute, formatNano, type Nano } from '../money/nano.ts';
import { claimedByOrders } from './claims.ts';
import { lastEquity } from './history.ts';
import type { Account } from './state.ts';
import { buyingPower, multiplierFor, valueAt } from './valuation.ts';

/** An instant as Alpaca writes it: RFC 3339 in UTC. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}

/** The account as GET /v2/account shows it: every amount a decimal string, at the prices of `ms`. */
export function accountView(exchange: Exchange, account: Account, ms: number): Record<string, unknown> {
  const { market } = exchange;
  const { state } = account;
  const { settings } = state;
  const valuation = valueAt(market, state.portfolio, ms);
  const power = buyingPower(valuation, settings, claimedByOrders(market, account, ms));
  const last = lastEquity(market, account, ms);
  const money = (value: Nano) => formatNano(value);
  return {
    id: state.id,
    admin_configurations: {},
    user_configurations: null,
    account_number: state.number,
    status: settings.status,
    crypto_status: settings.status,
    currency: 'USD',
    buying_power: money(power.marginable),
    regt_buying_power: money(power.marginable),
    daytrading_buying_power: '0',
    effective_buying_power: money(power.marginable),
    non_marginable_buying_power: money(power.cashOnly),
    options_buying_power: money(power.cashOnly),
    bod_dtbp: '0',
    cash: money(valuation.cash),
    accrued_fees: '0',
    pending_transfer_in: '0',
    pending_transfer_out: '0',
    pending_reg_taf_fees: '0',
    intraday_adjustments: '0',
    portfolio_value: money(valuation.equity),
    pattern_day_trader: false,
    trading_blocked: settings.tradingBlocked,
    transfers_blocked: settings.transfersBlocked,
    account_blocked: settings.accountBlocked,
    trade_suspended_by_user: settings.tradeSuspendedByUser,
    created_at: timestamp(state.createdMs),
    multiplier: String(multiplierFor(settings, valuation.equity)),
    shorting_enabled: settings.shortingEnabled && multiplierFor(settings, valuation.equity) > 1n,
    equity: money(valuation.equity),
    last_equity: money(last.equity),
    long_market_value: money(valuation.longValue),
    short_market_value: money(valuation.shortValue),
    position_market_value: money(valuation.longValue + absolute(valuation.shortValue)),
    initial_margin: money(valuation.initialMargin),
    maintenance_margin: money(valuation.maintenanceMargin),
    last_maintenance_margin: '0',
    sma: '0',
    daytrade_count: 0,
    balance_asof: last.date,
    crypto_tier: 0,
    options_trading_level: 0,
    options_approved_level: 0,
  };
}
