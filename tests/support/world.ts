import type { Firestore } from '@google-cloud/firestore';
import * as paths from '../../domain/src/paths.ts';
import { AuthEmulator } from '../../local/auth/auth-emulator.ts';
import { localAppCheckToken } from '../../local/functions/app-check-token.ts';
import { adminFirestore } from './firestore-dump.ts';
import type { RunningStack } from './stack.ts';

export interface Tenant {
  readonly uid: string;
  readonly idToken: string;
  readonly keyId: string;
  readonly secretKey: string;
}

export interface CallResult {
  readonly status: number;
  readonly result?: Record<string, unknown>;
  readonly error?: {
    readonly status: string;
    readonly message: string;
    readonly details?: { readonly reason: string };
  };
}

/** What everybody here signs in with. */
export const PASSWORD = 'correct-horse';

/** Drives a running stack through the doors that users, the scheduler and the exchange's operator have. */
export class World {
  readonly stack: RunningStack;
  readonly db: Firestore;
  readonly auth: AuthEmulator;
  /** The text of every answer that came back from the functions. */
  readonly responses: string[] = [];
  #people = 0;

  constructor(stack: RunningStack) {
    this.stack = stack;
    this.auth = new AuthEmulator(stack.address('auth'), stack.project);
    this.db = adminFirestore(stack.address('firestore'), stack.project);
  }

  /** Signs a new user up at the Auth emulator, with a confirmed address. Their exchange keys exist nowhere yet. */
  async person(name: string): Promise<Tenant> {
    this.#people += 1;
    const login = { email: `${name}@test.example`, password: PASSWORD };
    const { localId } = await this.auth.signUp(login.email, login.password);
    await this.auth.confirmAddress({ localId, email: login.email });
    const { idToken } = await this.auth.signIn(login.email, login.password);
    const tag = `${name.replaceAll(/[^a-z0-9]/gi, '').toUpperCase()}${this.#people}`
      .padEnd(16, 'X')
      .slice(0, 16);
    return { uid: localId, idToken, keyId: `PK${tag}`, secretKey: `secret${tag}`.padEnd(40, 's') };
  }

  /** A person with an exchange account, onboarded, connected, and with trading switched on. */
  async tenant(name: string, positions: readonly { symbol: string; qty: string }[] = []): Promise<Tenant> {
    const person = await this.person(name);
    await this.openAccount(person, { positions });
    await this.call(person, 'onboard_user', {});
    await this.connect(person);
    await this.switchTrading(person.uid, true);
    return person;
  }

  /** The code in the last message of that kind that the Auth emulator would have sent to the address. */
  async mailedCode(
    email: string,
    kind: 'VERIFY_EMAIL' | 'PASSWORD_RESET' | 'VERIFY_AND_CHANGE_EMAIL' | 'RECOVER_EMAIL',
  ): Promise<string | undefined> {
    const url = `http://${this.stack.address('auth')}/emulator/v1/projects/${this.stack.project}/oobCodes`;
    const { oobCodes } = (await (await fetch(url)).json()) as {
      oobCodes: { email: string; requestType: string; oobCode: string }[];
    };
    return oobCodes.findLast(code => code.email === email && code.requestType === kind)?.oobCode;
  }

  openAccount(
    { keyId, secretKey }: Tenant,
    options: { environment?: 'paper' | 'live'; positions?: readonly { symbol: string; qty: string }[] } = {},
  ): Promise<void> {
    const { environment = 'paper', positions = [] } = options;
    return this.exchange('POST', '/control/accounts', {
      keyId,
      secretKey,
      environment,
      cash: '100000',
      positions,
    });
  }

  connect(
    { keyId, secretKey, idToken }: Tenant,
    environment: 'paper' | 'live' = 'paper',
  ): Promise<CallResult> {
    return this.call({ idToken }, 'connect_broker', { environment, keyId, secretKey });
  }

  async switchTrading(uid: string, enabled: boolean): Promise<void> {
    const message = enabled ? 'Switched on by hand' : 'Switched off by hand';
    await this.db.doc(paths.tradingStatus(uid)).update({ enabled, message });
  }

  /** Calls a function as the web client does, with a stack's proof that it is the dashboard. */
  async call({ idToken }: { idToken?: string }, name: string, data: unknown): Promise<CallResult> {
    const url = `http://${this.stack.address('functions')}/${this.stack.project}/us-central1/${name}`;
    const headers = {
      ...JSON_HEADERS,
      'x-firebase-appcheck': localAppCheckToken(Date.now()),
      ...(idToken ? { authorization: `Bearer ${idToken}` } : {}),
    };
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ data }), headers });
    const text = await answer.text();
    this.responses.push(text);
    return { status: answer.status, ...(JSON.parse(text) as Omit<CallResult, 'status'>) };
  }

  /** Delivers one scheduled run, as Cloud Scheduler does. */
  async pulse(scheduledAt: Date): Promise<number> {
    const url = `http://${this.stack.address('functions')}/${this.stack.project}/us-central1/pulse-0`;
    const headers = { ...JSON_HEADERS, 'x-cloudscheduler-scheduletime': scheduledAt.toISOString() };
    const answer = await fetch(url, { method: 'POST', body: '{}', headers });
    this.responses.push(await answer.text());
    return answer.status;
  }

  fault({ keyId }: Tenant, fault: Record<string, unknown>): Promise<void> {
    return this.exchange('PUT', `/control/accounts/${keyId}/fault`, fault);
  }

  noFault({ keyId }: Tenant): Promise<void> {
    return this.exchange('DELETE', `/control/accounts/${keyId}/fault`);
  }

  freezeMarket(): Promise<void> {
    return this.exchange('PUT', '/control/clock', { frozen: true });
  }

  /** Lets so many minutes of market time pass at once. */
  async later(minutes: number): Promise<void> {
    const answer = await fetch(`http://${this.stack.address('alpaca')}/control/clock`);
    const { marketTime } = (await answer.json()) as { marketTime: string };
    await this.exchange('PUT', '/control/clock', {
      marketTime: new Date(Date.parse(marketTime) + minutes * 60_000).toISOString(),
    });
  }

  async exchange(method: string, path: string, body?: unknown): Promise<void> {
    const init =
      body === undefined ? { method } : { method, body: JSON.stringify(body), headers: JSON_HEADERS };
    const answer = await fetch(`http://${this.stack.address('alpaca')}${path}`, init);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  }

  /** A document's fields, or `undefined`. */
  async read(path: paths.DocumentPath): Promise<Record<string, unknown> | undefined> {
    return (await this.db.doc(path).get()).data();
  }
}

const JSON_HEADERS = { 'content-type': 'application/json' };
