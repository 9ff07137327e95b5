import { type AddressConfirmation, CONFIRMATION_CLAIM } from '@agenttrader/domain/accounts/confirmed-address';
import { z } from 'zod';

/** An account as the emulator hands it out: kept whole, so that a restart restores whatever it holds. */
const account = z.looseObject({ localId: z.string() });
export type AuthAccount = z.infer<typeof account>;
const accountList = z.object({ users: z.array(account).optional() });
const importResult = z.object({ error: z.array(z.object({ message: z.string() })).optional() });
const session = z.object({ localId: z.string(), idToken: z.string() });

/** Somebody signed in: who, and the token that proves it. */
export type Session = z.infer<typeof session>;

/** The Auth emulator refused a request; the message is its own code, such as EMAIL_EXISTS. */
export class AuthError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`Auth answered ${code}`);
    this.code = code;
  }
}

/** The calls on the Auth emulator that the stack needs, as a client (sign in, sign up) and as an owner (the rest). */
export class AuthEmulator {
  readonly #api: string;
  readonly #accounts: string;
  readonly #config: string;
  readonly #project: string;

  constructor(address: string, project: string) {
    this.#api = `http://${address}/identitytoolkit.googleapis.com/v1`;
    this.#config = `http://${address}/emulator/v1/projects/${project}/config`;
    this.#accounts = `http://${address}/emulator/v1/projects/${project}/accounts`;
    this.#project = project;
  }

  async listAccounts(): Promise<AuthAccount[]> {
    const body = await this.#owner('GET', 'accounts:batchGet?maxResults=-1');
    return accountList.parse(body).users ?? [];
  }

  /** Restores accounts with uid, password and claims. @throws when the emulator refuses one of them */
  async importAccounts(users: readonly AuthAccount[]): Promise<void> {
    const body = await this.#owner('POST', 'accounts:batchCreate', { users, allowOverwrite: true });
    const [refused] = importResult.parse(body).error ?? [];
    if (refused !== undefined) throw new Error(`Auth refused to restore an account: ${refused.message}`);
  }

  /** Forgets every account. */
  async deleteAccounts(): Promise<void> {
    await send(this.#accounts, 'DELETE', { authorization: 'Bearer owner' });
  }

  /**
   * Has the emulator answer as a project of today does: neither a sign-in nor a reset tells whether an address has an
   * account.
   */
  async hideAddresses(): Promise<void> {
    const emailPrivacyConfig = { enableImprovedEmailPrivacy: true };
    await send(this.#config, 'PATCH', { authorization: 'Bearer owner' }, { emailPrivacyConfig });
  }

  /** Creates a user under a uid of our choice. */
  async createUser(user: {
    localId: string;
    email: string;
    password: string;
    displayName: string;
  }): Promise<void> {
    await this.#owner('POST', 'accounts', { ...user, emailVerified: true });
  }

  /**
   * Confirms the address of a user with a password, as opening the link and signing in once more do: every sign-in
   * from now on counts.
   *
   * @param claims what the user's tokens say besides
   */
  async confirmAddress(
    { localId, email }: { localId: string; email: string },
    claims: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const confirmation: AddressConfirmation = { email: email.toLowerCase(), by: ['password'], at: 0 };
    await this.#owner('POST', 'accounts:update', { localId, emailVerified: true });
    await this.setClaims(localId, { ...claims, [CONFIRMATION_CLAIM]: confirmation });
  }

  /**
   * Ends the sessions that began before a time.
   *
   * @param before in seconds since the epoch; ten seconds from now where it says nothing
   */
  async endSessions(localId: string, before = Math.floor(Date.now() / 1_000) + 10): Promise<void> {
    await this.#owner('POST', 'accounts:update', { localId, validSince: String(before) });
  }

  async setClaims(localId: string, claims: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#owner('POST', 'accounts:update', { localId, customAttributes: JSON.stringify(claims) });
  }

  /** Creates a user as a client does, with nothing known of the address. */
  async signUp(email: string, password: string): Promise<Session> {
    const url = `${this.#api}/accounts:signUp?key=local`;
    return session.parse(await send(url, 'POST', {}, { email, password, returnSecureToken: true }));
  }

  async signIn(email: string, password: string): Promise<Session> {
    const url = `${this.#api}/accounts:signInWithPassword?key=local`;
    return session.parse(await send(url, 'POST', {}, { email, password, returnSecureToken: true }));
  }

  #owner(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    return send(
      `${this.#api}/projects/${this.#project}/${path}`,
      method,
      { authorization: 'Bearer owner' },
      body,
    );
  }
}

const failure = z.object({ error: z.object({ message: z.string() }) });

async function send(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const parsed = failure.safeParse(answer);
  throw new AuthError(parsed.success ? parsed.data.error.message : `HTTP ${response.status}`);
}
