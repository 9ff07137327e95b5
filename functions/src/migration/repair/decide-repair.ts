import { isDeepStrictEqual } from 'node:util';
import { convertSignal } from '../convert-signal.ts';
import { convertSnapshot } from '../convert-snapshot.ts';
import { convertTrade } from '../convert-trade.ts';
import { reasonOf } from '../reasons.ts';
import { mendConnection, mendSwitch } from './mend-settings.ts';
import { isConnection, isSignal, isSnapshot, isSwitch, isTrade } from './well-formed.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The kinds of documents that are looked at. Of the first three a tenant has one each. */
export const REPAIRED_KINDS = ['switch', 'connection', 'snapshot', 'signals', 'shadowTradeHistory'] as const;
export type RepairedKind = (typeof REPAIRED_KINDS)[number];

/** A document as it stands; undefined fields where there is none. Timestamps are dates. */
export interface FoundDocument {
  readonly kind: RepairedKind;
  readonly path: string;
  readonly fields: Fields | undefined;
  readonly writtenAt: Date;
  /** Whether the tenant has a connection that can be used, as far as that concerns this document. */
  readonly connected: boolean;
}

export type Repair =
  | { readonly kind: 'fine' }
  | {
      readonly kind: 'mend';
      /** What is written over what stands there. */
      readonly fields: Fields;
      /** The fields of the document that this replaces, as they were. */
      readonly replaced: Fields;
      readonly reason: string;
    }
  | { readonly kind: 'unmendable'; readonly reason: string };

interface Form {
  readonly isWellFormed: (fields: Fields) => boolean;
  readonly mend: (data: Fields, writtenAt: Date, connected: boolean) => Fields;
  /** Whether an onboarded tenant must have one. */
  readonly required: boolean;
}

const FORMS: Readonly<Record<RepairedKind, Form>> = {
  switch: { isWellFormed: isSwitch, mend: mendSwitch, required: true },
  connection: { isWellFormed: isConnection, mend: mendConnection, required: true },
  snapshot: { isWellFormed: isSnapshot, mend: convertSnapshot, required: false },
  signals: { isWellFormed: isSignal, mend: convertSignal, required: false },
  shadowTradeHistory: { isWellFormed: isTrade, mend: convertTrade, required: false },
};

/**
 * What is to be done about a document. A function of what stands there: it is asked again in the transaction that
 * mends it. A document that every reader can read is left alone, to the last field.
 */
export function decideRepair({ kind, fields, writtenAt, connected }: FoundDocument): Repair {
  const { isWellFormed, mend, required } = FORMS[kind];
  if (fields === undefined && !required) return { kind: 'fine' };
  if (fields !== undefined && isWellFormed(fields)) return { kind: 'fine' };
  const stored = fields ?? {};
  let mended: Fields;
  try {
    mended = mend(stored, writtenAt, connected);
  } catch (thrown) {
    return { kind: 'unmendable', reason: reasonOf(thrown) };
  }
  const names = Object.keys(mended).filter(name => !isDeepStrictEqual(stored[name], mended[name]));
  const changed = (from: Fields) =>
    Object.fromEntries(names.filter(name => name in from).map(name => [name, from[name]]));
  if (!isWellFormed({ ...stored, ...mended })) {
    return { kind: 'unmendable', reason: 'Its form is not known.' };
  }
  const reason = fields === undefined ? 'It was missing.' : `Written anew: ${names.sort().join(', ')}.`;
  return { kind: 'mend', fields: changed(mended), replaced: changed(stored), reason };
}
