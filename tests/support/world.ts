import type { Firestore } from '@google-cloud/firestore';
import { clientTimeoutMs } from '../../domain/src/callables/contract.ts';
import { type AnswerOf, type CallableName, CONTRACTS } from '../../domain/src/callables/list.ts';
import * as paths from '../../domain/src/paths.ts';
import { AuthEmulator } from '../../local/auth/auth-emulator.ts';
import {
  type CallAnswer,
  type CallableClient,
  CallableError,
  type CallTokens,
} from '../../local/callables/callable-client.ts';
import { stackCallables } from '../../local/callables/stack-callables.ts';
import { requireDeclared } from './declared-errors.ts';
import { adminFirestore } from './firestore-dump.ts';
import type { RunningStack } from './stack.ts';

export interface Tenant {
  readonly uid: string;
  readonly idToken: string;
  readonly keyId: string;
  readonly secretKey: string;
}

export interface CallResult<Answer> {
  /** Of HTTP. */
  readonly status: number;
  readonly result?: Answer;
  readonly error?: CallAnswer['error'];
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
  /** What calls the functions. */
  readonly callables: CallableClient;
  #people = 0;

  constructor(stack: RunningStack) {
    this.stack = stack;
    this.callables = stackCallables(stack.address('functions'), stack.project);
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
  ): Promise<CallResult<AnswerOf<'connect_broker'>>> {
    return this.call({ idToken }, 'connect_broker', { environment, keyId, secretKey });
  }

  async switchTrading(uid: string, enabled: boolean): Promise<void> {
    const message = enabled ? 'Switched on by hand' : 'Switched off by hand';
    await this.db.doc(paths.tradingStatus(uid)).update({ enabled, message });
  }

  /**
   * Calls a function with anything, as the web client does, with a stack's proof that it is the dashboard. What it answers
   * has to be what its contract says.
   */
  async call<Name extends CallableName>(
    { idToken }: CallTokens,
    name: Name,
    data: unknown,
  ): Promise<CallResult<AnswerOf<Name>>> {
    const { callable } = CONTRACTS[name];
    const answer = await this.callables.post(name, data, { idToken }, clientTimeoutMs(callable));
    const { httpStatus: status, text, error } = answer;
    this.responses.push(text);
    if (error) {
      requireDeclared(name, error.status, error.details?.reason);
      return { status, error };
    }
    if (!('result' in answer)) throw new CallableError(name, answer);
    return { status, result: callable.response.parse(answer.result) as AnswerOf<Name> };
  }

  /** Delivers one scheduled run, as Cloud Scheduler does. */
  async pulse(scheduledAt: Date): Promise<number> {
    const url = `${this.callables.base}/pulse-0`;
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
