const DIGITS = /^[1-9]\d{0,15}$/;

/** A resume token says up to which commit time a client has seen everything. */
export function encodeResumeToken(time: number): Uint8Array {
  return Buffer.from(String(time));
}

/** @returns the time in microseconds, or undefined for a token that is not from here */
export function decodeResumeToken(token: Uint8Array): number | undefined {
  const text = Buffer.from(token).toString('latin1');
  return DIGITS.test(text) ? Number(text) : undefined;
}
