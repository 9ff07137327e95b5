import { FirestoreError, invalidArgument } from '../../storage/errors.ts';

/** Who makes a request. */
export type Caller =
  /** Rules do not apply. */
  | { readonly kind: 'admin' }
  | {
      readonly kind: 'user';
      readonly uid: string;
      /** All claims of the token. */
      readonly claims: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'anonymous' };

const ADMIN: Caller = { kind: 'admin' };
const ANONYMOUS: Caller = { kind: 'anonymous' };

const BEARER = /^bearer +(.*)$/i;
const SEGMENT = /^[A-Za-z0-9_-]*={0,2}$/;

/**
 * Reads an `Authorization` header as the emulator does: `owner` and Google access tokens are the
 * administrator, a JWT is its user (neither signature nor expiry are checked), nothing is anonymous.
 *
 * @throws INVALID_ARGUMENT for a malformed token, UNAUTHENTICATED for another scheme
 */
export function parseAuthorization(header: string | undefined): Caller {
  if (header === undefined || header === '' || /^bearer\t/i.test(header)) return ANONYMOUS;
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) {
    throw new FirestoreError('UNAUTHENTICATED', 'The authorization header has no bearer token.');
  }
  if (token.toLowerCase() === 'owner' || token.startsWith('ya29.')) return ADMIN;
  return userOf(token);
}

function userOf(token: string): Caller {
  const segments = token.split('.');
  const [header, payload, signature] = segments;
  if (segments.length !== 3 || header === undefined || payload === undefined || signature === undefined) {
    throw invalidArgument('invalid jwt');
  }
  const unpadded = signature.replace(/=+$/, '');
  if (!SEGMENT.test(signature) || unpadded.length % 4 === 1) throw invalidArgument('invalid jwt');
  decodeSegment(header);
  const claims = decodeSegment(payload);
  const uid = claims.sub ?? claims.user_id;
  return { kind: 'user', uid: typeof uid === 'string' ? uid : '', claims };
}

function decodeSegment(segment: string): Record<string, unknown> {
  if (segment === '' || !SEGMENT.test(segment)) throw invalidArgument('invalid jwt');
  try {
    const decoded: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString());
    if (typeof decoded === 'object' && decoded !== null && !Array.isArray(decoded)) {
      return decoded as Record<string, unknown>;
    }
  } catch {
    // Not JSON: refused below like everything else that is not an object.
  }
  throw invalidArgument('invalid jwt');
}
