import type { DocumentPart } from '../../src/documents/document.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A kind of document, what one looks like, and what one must not look like. Times are dates. */
export interface Sample {
  /** The name that the definition is exported under, and the file in domain/src/documents that exports it. */
  readonly name: string;
  readonly file: string;
  readonly document: Pick<DocumentPart<never>, 'isExact' | 'storedNames'> & {
    read(data: unknown): { readonly ok: boolean; readonly value?: unknown };
    write(value: never): Fields;
  };
  /** Where the sample stands. */
  readonly path: string;
  readonly stored: Fields;
  /** Each a reason and the fields that are changed; undefined takes a field away. */
  readonly refused: readonly (readonly [because: string, change: Fields])[];
}

/** The stored document after a change. */
export const changed = (stored: Fields, change: Fields): Fields =>
  Object.fromEntries(Object.entries({ ...stored, ...change }).filter(([, value]) => value !== undefined));
