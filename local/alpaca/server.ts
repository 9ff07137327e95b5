import { createServer, type Server } from 'node:http';
import { refusalOf } from '../callers/allowed-callers.ts';
import { type ClosedHours, MarketClock, type WallClock } from './clock/market-clock.ts';
import { Exchange } from './exchange.ts';
import { ApiError } from './http/api-error.ts';
import { FaultBoard } from './http/faults.ts';
import { RequestLog } from './http/request-log.ts';
import { Router } from './http/router.ts';
import { send } from './http/send.ts';
import { Service } from './http/service.ts';
import { loadHistory } from './prices/history.ts';
import { Market, REFERENCE_DATE } from './prices/market.ts';
import { controlRoutes } from './routes/control.ts';
import { dataRoutes, tradingRoutes } from './routes/tables.ts';
import { Store } from './store.ts';

export interface ExchangeOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly host?: string | undefined;
  /** Whose pages may call, such as `http://127.0.0.1:5173`; without it, those of any server on loopback. */
  readonly origins?: readonly string[] | undefined;
  /** Folder for accounts, orders and the clock's anchors; without it they last as long as the process. */
  readonly dataFolder?: string | undefined;
  /** A limit of the file of that folder, in pages of 4 KiB; as large as its disk lets it be, without it. */
  readonly maxPages?: number | undefined;
  /** Market seconds per wall second; 1 without it, or what the data folder remembers. */
  readonly speed?: number | undefined;
  /** Seeds everything that is invented; 1 without it. */
  readonly seed?: number | undefined;
  /** First trading date of the timeline (or the first session after it); 2017-01-03 without it. */
  readonly start?: string | undefined;
  /** `skip` without it. */
  readonly closedHours?: ClosedHours | undefined;
  /** Requests a minute per account and API; 200 without it. */
  readonly rateLimit?: number | undefined;
  readonly wallClock?: WallClock | undefined;
  /** Takes a line for the operator; nowhere without it. */
  readonly log?: ((line: string) => void) | undefined;
}

export interface RunningExchange {
  readonly host: string;
  readonly port: number;
  /** Stops listening, drops every connection (hanging ones too) and closes the store. */
  close(): Promise<void>;
}

/** A setting that cannot be used; the message says which and why. */
export class OptionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OptionError';
  }
}

function startOfTimeline(market: Market, start: string): number {
  const { calendar } = market;
  const session = calendar.sessions.find(one => one.date >= start);
  if (session === undefined || session.index === calendar.last.index || start < calendar.first.date) {
    throw new OptionError(`start ${start}: the data cover ${calendar.first.date} to ${calendar.last.date}`);
  }
  return session.openMs;
}

function makeExchange(options: ExchangeOptions, store: Store, log: (line: string) => void): Exchange {
  const wall = options.wallClock ?? Date.now;
  const market = new Market(loadHistory(), options.seed ?? 1);
  const startMs = startOfTimeline(market, options.start ?? REFERENCE_DATE);
  const saved = store.loadClock();
  const clock = new MarketClock({
    calendar: market.calendar,
    wall,
    startMs,
    closedHours: options.closedHours ?? 'skip',
    state: saved ?? {
      anchorMarketMs: startMs,
      anchorWallMs: wall(),
      speed: options.speed ?? 1,
      frozen: false,
      era: 0,
    },
  });
  if (saved !== undefined && options.speed !== undefined && options.speed !== saved.speed) {
    clock.change({ speed: options.speed });
  }
  store.saveClock(clock.state);
  return new Exchange({ market, clock, store, log });
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/**
 * Starts the paper exchange.
 * @throws OptionError for a setting that cannot be used.
 * @throws NodeJS.ErrnoException `EADDRINUSE` when the port is busy.
 */
export async function startExchange(options: ExchangeOptions): Promise<RunningExchange> {
  const host = options.host ?? '127.0.0.1';
  const log = options.log ?? (() => {});
  const store = new Store(options.dataFolder, options.maxPages);
  const faults = new FaultBoard();
  const requests = new RequestLog();
  try {
    const service = new Service({
      exchange: makeExchange(options, store, log),
      faults,
      requests,
      trading: new Router(tradingRoutes),
      data: new Router(dataRoutes),
      control: new Router(controlRoutes(faults, requests)),
      rateLimit: options.rateLimit ?? 200,
      log,
    });
    const callers = { host, origins: options.origins };
    const server = createServer((request, response) => {
      const refusal = refusalOf(request.headers, callers);
      if (refusal !== undefined) {
        send(response, new ApiError(403, 40310000, refusal), { Connection: 'close' });
        return;
      }
      void service.handle(request, response);
    });
    const port = await listen(server, options.port, host);
    const close = async () => {
      service.close();
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      store.close();
    };
    return { host, port, close };
  } catch (error) {
    store.close();
    throw error;
  }
}
