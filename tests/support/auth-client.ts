import type { World } from './world.ts';

/** Somebody signed in, as Auth answers a client. */
export interface SignedIn {
  readonly localId: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

/** Auth as anybody on the network reaches it. */
export class AuthClient {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  signUp(email: string, password: string): Promise<SignedIn> {
    return this.#send('accounts:signUp', { email, password, returnSecureToken: true });
  }

  signIn(email: string, password: string): Promise<SignedIn> {
    return this.#send('accounts:signInWithPassword', { email, password, returnSecureToken: true });
  }

  /** With a Google account of that address, which Google vouches for. */
  signInWithGoogle(email: string): Promise<SignedIn> {
    const claims = JSON.stringify({ sub: `google-${email}`, email, email_verified: true });
    const postBody = `providerId=google.com&id_token=${encodeURIComponent(claims)}`;
    return this.#send('accounts:signInWithIdp', {
      postBody,
      requestUri: 'http://localhost',
      returnSecureToken: true,
    });
  }

  /** Has the message sent, and opens the link in it. */
  async confirm({ idToken }: SignedIn, email: string): Promise<void> {
    await this.#send('accounts:sendOobCode', { requestType: 'VERIFY_EMAIL', idToken });
    await this.#send('accounts:update', { oobCode: await this.#world.mailedCode(email, 'VERIFY_EMAIL') });
  }

  /** As somebody does who signed in and wants to keep the account. */
  async changeAddress({ idToken }: SignedIn, email: string): Promise<void> {
    await this.#send('accounts:update', { idToken, email });
  }

  /** A new token for a session that was begun before. */
  async refresh({ localId, refreshToken }: SignedIn): Promise<SignedIn> {
    const answer = await fetch(`${this.#base}/securetoken.googleapis.com/v1/token?key=local`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    });
    const body = (await answer.json()) as { id_token: string; refresh_token: string };
    return { localId, idToken: body.id_token, refreshToken: body.refresh_token };
  }

  get #base(): string {
    return `http://${this.#world.stack.address('auth')}`;
  }

  async #send(method: string, body: object): Promise<SignedIn> {
    const answer = await fetch(`${this.#base}/identitytoolkit.googleapis.com/v1/${method}?key=local`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as SignedIn;
  }
}
