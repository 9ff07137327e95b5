import type { ClosedHours } from '../../alpaca/clock/market-clock.ts';
import { type RunningExchange, startExchange } from '../../alpaca/server.ts';

/** A wall clock that moves when a test says so. */
export class ManualWall {
  ms: number;

  constructor(ms = Date.parse('2026-03-02T15:00:00Z')) {
    this.ms = ms;
  }

  advance(ms: number): void {
    this.ms += ms;
  }

  readonly read = (): number => this.ms;
}

export interface TestExchangeOptions {
  readonly dataFolder?: string;
  readonly maxPages?: number;
  readonly speed?: number;
  readonly seed?: number;
  readonly start?: string;
  readonly closedHours?: ClosedHours;
  readonly rateLimit?: number;
}

/** A JSON answer of the exchange; the body is taken to be what the test says it is. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined at run time when the text is no JSON. */
  readonly body: Body;
  readonly text: string;
}

/** An exchange on a port of its own with a wall clock of its own, and a plain client for it. */
export class TestExchange {
  readonly wall: ManualWall;
  readonly running: RunningExchange;
  readonly lines: string[];

  private constructor(wall: ManualWall, running: RunningExchange, lines: string[]) {
    this.wall = wall;
    this.running = running;
    this.lines = lines;
  }

  static async start(options: TestExchangeOptions = {}, wall = new ManualWall()): Promise<TestExchange> {
    const lines: string[] = [];
    const log = (line: string) => {
      lines.push(line);
    };
    const running = await startExchange({
      rateLimit: 100_000,
      ...options,
      port: 0,
      wallClock: wall.read,
      log,
    });
    return new TestExchange(wall, running, lines);
  }

  get url(): string {
    return `http://${this.running.host}:${this.running.port}`;
  }

  async send<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(this.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) as Body };
  }

  /** Opens a paper account whose secret is `secret-` and its key id. */
  async open(keyId: string, details: Record<string, unknown> = {}): Promise<AccountClient> {
    const secretKey = `secret-${keyId}`;
    const account = { keyId, secretKey, environment: 'paper', ...details };
    const { status, text } = await this.send('POST', '/control/accounts', account);
    if (status !== 201 && status !== 200) throw new Error(text);
    return new AccountClient(this, { 'APCA-API-KEY-ID': keyId, 'APCA-API-SECRET-KEY': secretKey });
  }

  /** Sets market time, in New York's winter or summer offset or in UTC. */
  async setClock(change: { marketTime?: string; speed?: number; frozen?: boolean }): Promise<Answer> {
    return this.send('PUT', '/control/clock', change);
  }

  async close(): Promise<void> {
    await this.running.close();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Calls the exchange with an account's keys. */
export class AccountClient {
  readonly exchange: TestExchange;
  readonly headers: Record<string, string>;

  constructor(exchange: TestExchange, headers: Record<string, string>) {
    this.exchange = exchange;
    this.headers = headers;
  }

  trading<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer<Body>> {
    return this.exchange.send<Body>(method, `/paper-api.alpaca.markets${path}`, body, this.headers);
  }

  data<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>> {
    return this.exchange.send<Body>('GET', `/data.alpaca.markets${path}`, undefined, this.headers);
  }
}
