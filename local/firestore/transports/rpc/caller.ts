import { FirestoreError, invalidArgument } from '../../storage/errors.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Who makes a request. */
export type Caller =
  /** Rules do not apply. */
  | { readonly kind: 'admin' }
  | {
      readonly kind: 'user';
      readonly uid: string;
      /** All claims of the token. */
      readonly claims: Claims;
    }
  | { readonly kind: 'anonymous' };

const ADMIN: Caller = { kind: 'admin' };
const ANONYMOUS: Caller = { kind: 'anonymous' };

const ISSUER = 'https://securetoken.google.com';
const MAX_SUBJECT = 128;
const BEARER = /^bearer +(.*)$/i;
const SEGMENT = /^[A-Za-z0-9_-]*={0,2}$/;

/** What a token has to be good for. */
export interface Occasion {
  readonly project: string;
  /** Seconds since the epoch. */
  readonly now: number;
}

/**
 * Reads an `Authorization` header: `owner` and Google access tokens are the administrator, a JWT is its user, nothing
 * is anonymous. Nobody's signature is asked for, since the tokens of emulators have none.
 *
 * @throws INVALID_ARGUMENT for a malformed token; UNAUTHENTICATED for another scheme, for a token that has expired and
 *   for one without a subject; PERMISSION_DENIED for a token of another project
 */
export function parseAuthorization(header: string | undefined, occasion: Occasion): Caller {
  if (header === undefined || header === '' || /^bearer\t/i.test(header)) return ANONYMOUS;
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) {
    throw new FirestoreError('UNAUTHENTICATED', 'The authorization header has no bearer token.');
  }
  if (token.toLowerCase() === 'owner' || token.startsWith('ya29.')) return ADMIN;
  const claims = parseClaims(token);
  return { kind: 'user', uid: checkedSubject(claims, occasion), claims };
}

/**
 * Refuses what production refuses. A claim that is absent is held against nobody: what tests mint by hand often has
 * little more than a subject.
 *
 * @returns the user's id
 */
function checkedSubject({ sub, exp, iat, aud, iss }: Claims, { project, now }: Occasion): string {
  if (typeof sub !== 'string' || sub === '' || sub.length > MAX_SUBJECT) throw unauthenticated();
  // The client libraries' mock tokens are of 1970, and so long past their time.
  if (exp !== undefined && iat !== 0 && !(Number(exp) > now)) throw unauthenticated();
  const foreign =
    (aud !== undefined && aud !== project) || (iss !== undefined && iss !== `${ISSUER}/${project}`);
  if (foreign) throw new FirestoreError('PERMISSION_DENIED', 'Missing or insufficient permissions.');
  return sub;
}

function unauthenticated(): FirestoreError {
  return new FirestoreError('UNAUTHENTICATED', 'Missing or invalid authentication.');
}

function parseClaims(token: string): Claims {
  const segments = token.split('.');
  const [header, payload, signature] = segments;
  if (segments.length !== 3 || header === undefined || payload === undefined || signature === undefined) {
    throw invalidArgument('invalid jwt');
  }
  const unpadded = signature.replace(/=+$/, '');
  if (!SEGMENT.test(signature) || unpadded.length % 4 === 1) throw invalidArgument('invalid jwt');
  decodeSegment(header);
  return decodeSegment(payload);
}

function decodeSegment(segment: string): Claims {
  if (segment === '' || !SEGMENT.test(segment)) throw invalidArgument('invalid jwt');
  try {
    const decoded: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString());
    if (typeof decoded === 'object' && decoded !== null && !Array.isArray(decoded)) {
      return decoded as Claims;
    }
  } catch {
    // Not JSON: refused below like everything else that is not an object.
  }
  throw invalidArgument('invalid jwt');
}
