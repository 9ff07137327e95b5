import { getApps, initializeApp } from 'firebase-admin/app';
import { getAppCheck } from 'firebase-admin/app-check';
import { getAuth } from 'firebase-admin/auth';
import { describeThrown, type Log } from '../runtime/log.ts';
import type { CallerTokens } from '../runtime/serve-callable.ts';

type SignedIn = Exclude<Awaited<ReturnType<CallerTokens['signedIn']>>, 'rejected' | undefined>;
type App = NonNullable<Awaited<ReturnType<CallerTokens['app']>>>;

/** Verifies tokens with Firebase; inside the Functions emulator, where nobody signed them, only reads them. */
export function callerTokens(env: NodeJS.ProcessEnv, log: Log): CallerTokens {
  const unsigned = emulatorSkipsVerification(env);
  const [app = initializeApp()] = getApps();
  return {
    async signedIn(header) {
      if (header === undefined) return undefined;
      const rawToken = /^Bearer (\S+)$/i.exec(header)?.[1];
      if (rawToken === undefined) return 'rejected';
      try {
        const token = unsigned
          ? (withUid(parseClaims(rawToken)) as SignedIn['token'])
          : await getAuth(app).verifyIdToken(rawToken);
        return { uid: token.uid, token, rawToken };
      } catch (thrown) {
        log.warn('id token rejected', describeThrown(thrown));
        return 'rejected';
      }
    },
    async app(header) {
      if (header === undefined) return undefined;
      try {
        if (!unsigned) return await getAppCheck(app).verifyToken(header);
        const claims = parseClaims(header);
        return { appId: claims.sub, token: { ...claims, app_id: claims.sub } as App['token'] };
      } catch (thrown) {
        log.warn('App Check token rejected', describeThrown(thrown));
        return undefined;
      }
    },
  };
}

/** What firebase-functions itself goes by. Outside of the emulator it never counts. */
function emulatorSkipsVerification(env: NodeJS.ProcessEnv): boolean {
  if (env.FUNCTIONS_EMULATOR !== 'true' || env.FIREBASE_DEBUG_MODE !== 'true') return false;
  return JSON.parse(env.FIREBASE_DEBUG_FEATURES ?? '{}')?.skipTokenVerification === true;
}

type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

const withUid = (claims: Claims) => ({ ...claims, uid: claims.sub });

/** @throws Error when it is no token that names somebody */
function parseClaims(token: string): Claims {
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  if (typeof claims !== 'object' || claims === null || !('sub' in claims)) throw new TypeError();
  if (typeof claims.sub !== 'string' || claims.sub === '') throw new TypeError();
  return claims as Claims;
}
