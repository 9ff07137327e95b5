import { z } from 'zod';
import { type Exchange, hashSecret } from '../exchange.ts';
import { ApiError } from '../http/api-error.ts';
import { type FaultBoard, faultSchema } from '../http/faults.ts';
import { ok } from '../http/reply.ts';
import { type ApiRequest, type OpenHandler, param } from '../http/request.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { Route } from '../http/router.ts';
import { accountView, timestamp } from '../trading/account-view.ts';
import { newAccount, newAccountSchema, settingsSchema } from '../trading/new-account.ts';
import type { Account } from '../trading/state.ts';

const clockSchema = z.strictObject({
  marketTime: z.iso.datetime({ offset: true }).optional(),
  speed: z.number().gt(0).max(100_000).optional(),
  frozen: z.boolean().optional(),
});

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new ApiError(400, 40010000, `${where === '' ? '' : `${where}: `}${issue?.message ?? 'invalid body'}`);
}

function find(request: ApiRequest): Account {
  const keyId = param(request, 'keyId');
  const account = request.exchange.accounts.get(keyId);
  if (account === undefined) throw new ApiError(404, 40410000, `no account with key id ${keyId}`);
  return account;
}

function shown(exchange: Exchange, account: Account, ms: number) {
  const { keyId, environment, settings } = account.state;
  return { keyId, environment, settings, account: accountView(exchange, account, ms) };
}

function clockView(exchange: Exchange) {
  const now = exchange.now();
  const { speed, frozen } = exchange.clock.state;
  return {
    marketTime: timestamp(now.ms),
    wallTime: timestamp(now.wallMs),
    isOpen: now.session !== undefined,
    speed,
    frozen,
    closedHours: exchange.clock.closedHours,
    era: now.era,
  };
}

function createAccount({ exchange, now, body }: ApiRequest) {
  const wanted = parse(newAccountSchema, body);
  const present = exchange.accounts.get(wanted.keyId);
  if (present !== undefined) {
    const same =
      present.state.environment === wanted.environment &&
      present.state.secretHash === hashSecret(wanted.secretKey);
    if (!same)
      throw new ApiError(
        409,
        40910000,
        'the key id belongs to an account with another secret or environment',
      );
    exchange.settle(present, now);
    return ok(shown(exchange, present, now.ms));
  }
  const account = newAccount(exchange.market, wanted, now);
  exchange.save(account);
  return { status: 201, body: shown(exchange, account, now.ms) };
}

function changeAccount(request: ApiRequest) {
  const { exchange, now, body } = request;
  const account = find(request);
  const change = parse(settingsSchema, body);
  for (const [name, value] of Object.entries(change)) {
    if (value !== undefined) Object.assign(account.state.settings, { [name]: value });
  }
  exchange.settle(account, now);
  exchange.save(account);
  return ok(shown(exchange, account, now.ms));
}

function changeClock({ exchange, body }: ApiRequest) {
  const change = parse(clockSchema, body);
  const { calendar } = exchange.market;
  const marketMs = change.marketTime === undefined ? undefined : Date.parse(change.marketTime);
  if (marketMs !== undefined && (marketMs < calendar.first.openMs || marketMs >= calendar.last.closeMs)) {
    const range = `${calendar.first.date} to ${calendar.last.date}`;
    throw new ApiError(400, 40010000, `marketTime: the data cover the sessions from ${range}`);
  }
  exchange.changeClock({ marketMs, speed: change.speed, frozen: change.frozen });
  return ok(clockView(exchange));
}

/** The endpoints that set the stage: accounts, the clock, faults, request counts. No keys needed. */
export function controlRoutes(faults: FaultBoard, requests: RequestLog): Route<OpenHandler>[] {
  return [
    {
      method: 'GET',
      pattern: '/control/accounts',
      handler: ({ exchange, now }) =>
        ok(
          [...exchange.accounts.values()].map(account => {
            exchange.settle(account, now);
            return shown(exchange, account, now.ms);
          }),
        ),
    },
    { method: 'POST', pattern: '/control/accounts', handler: createAccount },
    {
      method: 'GET',
      pattern: '/control/accounts/:keyId',
      handler: request => {
        const account = find(request);
        request.exchange.settle(account, request.now);
        return ok(shown(request.exchange, account, request.now.ms));
      },
    },
    { method: 'PUT', pattern: '/control/accounts/:keyId', handler: changeAccount },
    {
      method: 'DELETE',
      pattern: '/control/accounts/:keyId',
      handler: request => {
        const { keyId } = find(request).state;
        faults.clear(keyId);
        request.exchange.remove(keyId);
        return { status: 204 };
      },
    },
    {
      method: 'PUT',
      pattern: '/control/accounts/:keyId/fault',
      handler: request => {
        const { keyId } = find(request).state;
        faults.set(keyId, parse(faultSchema, request.body));
        return ok(faults.get(keyId));
      },
    },
    {
      method: 'GET',
      pattern: '/control/accounts/:keyId/fault',
      handler: request => ok(faults.get(find(request).state.keyId) ?? null),
    },
    {
      method: 'DELETE',
      pattern: '/control/accounts/:keyId/fault',
      handler: request => {
        faults.clear(find(request).state.keyId);
        return { status: 204 };
      },
    },
    { method: 'GET', pattern: '/control/clock', handler: ({ exchange }) => ok(clockView(exchange)) },
    { method: 'PUT', pattern: '/control/clock', handler: changeClock },
    { method: 'GET', pattern: '/control/requests', handler: () => ok(requests.summary()) },
    {
      method: 'DELETE',
      pattern: '/control/requests',
      handler: () => {
        requests.clear();
        return { status: 204 };
      },
    },
  ];
}
