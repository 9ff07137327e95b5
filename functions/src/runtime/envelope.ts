import type { GuardedBody } from './http-guard/guard.ts';

export type Envelope =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'refused'; readonly message: string };

const refused = (message: string): Envelope => ({ kind: 'refused', message });

const WHOLE_NUMBERS = [
  'type.googleapis.com/google.protobuf.Int64Value',
  'type.googleapis.com/google.protobuf.UInt64Value',
];

class Undecodable extends Error {}

/**
 * Takes the data of a call out of its envelope, `{"data": …}`, as the callable protocol has it. A refusal quotes
 * nothing of what was sent: whoever leaves the envelope away sends keys in its place.
 */
export function readEnvelope(method: string | undefined, body: GuardedBody): Envelope {
  if (method !== 'POST') return refused('Call this function with POST.');
  if (body.kind !== 'json') return refused('Send a body of JSON, with the content-type application/json.');
  const { value } = body;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'data')) {
    return refused('The request has no "data": send {"data": …}, with the function\'s request in it.');
  }
  if (Object.keys(value).length > 1) {
    return refused('The request has fields beside "data": put the whole of it into "data".');
  }
  try {
    return { kind: 'data', data: decoded((value as { readonly data: unknown }).data) };
  } catch (thrown) {
    if (thrown instanceof Undecodable) return refused(thrown.message);
    throw thrown;
  }
}

/** Reads the protocol's form of 64-bit integers, which some client libraries send. */
function decoded(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(decoded);
  if (Object.hasOwn(value, '@type')) return wholeNumber(value as Record<string, unknown>);
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      if (key === '__proto__')
        throw new Undecodable('A field of the request has a name that is not allowed.');
      return [key, decoded(child)];
    }),
  );
}

function wholeNumber({ '@type': type, value }: Record<string, unknown>): number {
  const isKnown = typeof type === 'string' && WHOLE_NUMBERS.includes(type);
  if (!isKnown || typeof value !== 'string' || !/^-?\d{1,20}$/.test(value)) {
    throw new Undecodable('The request holds a value with an "@type" that this function does not take.');
  }
  return Number(value);
}
