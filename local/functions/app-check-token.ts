const YEAR_SECONDS = 365 * 24 * 3600;

/**
 * An App Check token of a local stack, which `readAppCheckToken` takes: it names the local app, for a year, and nobody
 * has signed it.
 *
 * @param now in milliseconds since the epoch
 */
export function localAppCheckToken(now: number): string {
  const iat = Math.floor(now / 1000);
  return unsignedToken({ sub: 'local', iat, exp: iat + YEAR_SECONDS });
}

/** A token that says so and carries no signature. */
export function unsignedToken(claims: Readonly<Record<string, unknown>>): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`;
}
