type Claims = Readonly<Record<string, unknown>>;

/** What firebase-admin answers for an App Check token that it accepts. */
interface VerifiedToken {
  readonly appId: string;
  readonly token: Claims;
  readonly alreadyConsumed: boolean;
}

/**
 * Reads an App Check token without verifying its signature: nobody on this machine could have signed it, and the keys
 * of those who can are on the network. Firebase's own emulator does as much.
 *
 * @param now in milliseconds since the epoch
 * @throws Error when it is no token, names no app, or is over
 */
export function readAppCheckToken(token: string, now: number): VerifiedToken {
  const claims = parseClaims(token);
  const { sub, exp } = claims;
  if (typeof sub !== 'string' || sub === '') throw new Error('This App Check token names no app.');
  if (typeof exp === 'number' && exp * 1000 <= now) throw new Error('This App Check token is over.');
  return { appId: sub, token: { ...claims, app_id: sub }, alreadyConsumed: false };
}

type VerifyIdToken = (token: string, checkRevoked?: boolean) => Promise<Claims>;

/** What firebase-admin says of a token that is genuine, of somebody who may not use it any more. */
const REVOKED = ['auth/user-not-found', 'auth/user-disabled', 'auth/id-token-revoked'];

/**
 * Verifies sign-ins as in production, where a token is good for its hour unless a function asks whether it was revoked.
 * Against the Auth emulator firebase-admin always asks, so that nobody would notice a function that ought to.
 */
export function asInProduction(verify: VerifyIdToken): VerifyIdToken {
  return async function verifyIdToken(this: unknown, token, checkRevoked = false) {
    try {
      return await verify.call(this, token, checkRevoked);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (checkRevoked || !REVOKED.includes(code)) throw error;
      const claims = parseClaims(token);
      return { ...claims, uid: claims.sub };
    }
  };
}

function parseClaims(token: string): Claims {
  const [, payload = ''] = token.split('.');
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  if (typeof claims !== 'object' || claims === null) throw new Error('This is no token.');
  return claims as Claims;
}

/** The parts of firebase-admin that read tokens. */
export interface AdminModules {
  readonly app: {
    initializeApp(options: { projectId: string }, name: string): unknown;
    deleteApp(app: never): Promise<void>;
  };
  readonly appCheck: { getAppCheck(app: never): object };
  readonly auth: { getAuth(app: never): { verifyIdToken: VerifyIdToken } };
}

/** Has every App Check and every Auth of this process read tokens so. */
export function readTokensLocally({ app, appCheck, auth }: AdminModules): void {
  const own = app.initializeApp({ projectId: 'demo-tokens' }, 'local-tokens') as never;
  const verifyToken = async (token: string) => readAppCheckToken(token, Date.now());
  Object.assign(Object.getPrototypeOf(appCheck.getAppCheck(own)), { verifyToken });
  const signIns = auth.getAuth(own);
  Object.assign(Object.getPrototypeOf(signIns), { verifyIdToken: asInProduction(signIns.verifyIdToken) });
  void app.deleteApp(own);
}
