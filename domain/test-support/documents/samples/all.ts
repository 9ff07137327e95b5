import type { Fields, Sample } from '../sample.ts';
import { CLIENT_WRITTEN } from './client-written.ts';
import { MARKET } from './market.ts';
import { OPERATIONS } from './operations.ts';
import { TRADES } from './trades.ts';

/** One of every kind of document. */
export const SAMPLES: readonly Sample[] = [...CLIENT_WRITTEN, ...TRADES, ...MARKET, ...OPERATIONS];

/** A stored document, by the name of its definition. @throws Error where there is no such sample */
export function storedSample(name: string): Fields {
  const sample = SAMPLES.find(one => one.name === name);
  if (!sample) throw new Error(`No document is called ${name}.`);
  return sample.stored;
}
