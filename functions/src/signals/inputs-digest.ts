import { createHash } from 'node:crypto';
import { PROMPT_VERSION } from '../signal-models/prompt/prompt.ts';

/**
 * SHA-256 of everything that a signal was computed from, in hexadecimal digits: equal inputs have equal digests, in
 * whatever order their fields were written. It shows what a signal was based on without keeping it.
 */
export function inputsDigest(model: string, inputs: object): string {
  const given = { model, prompt: PROMPT_VERSION, inputs };
  return createHash('sha256').update(canonicalJson(given), 'utf8').digest('hex');
}

/** JSON with the keys of every object in order. */
const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
