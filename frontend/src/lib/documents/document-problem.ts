import type { Read } from '@agenttrader/domain/documents/document';

/** A document that is there and cannot be read. It is shown as such; it never takes the page down. */
export interface DocumentProblem {
  readonly id: string;
  /** Which fields are wrong, and how: for a report, not for the trader's first glance. */
  readonly detail: string;
}

export type ReadResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: DocumentProblem };

/** Turns the fields of a document into what the dashboard works with. */
export type DocumentReader<T> = (id: string, fields: unknown) => ReadResult<T>;

/** A reader of documents that the domain defines, or of a part of them; `toValue` adds the id where it belongs to the value. */
export function readerOf<Stored, T>(
  document: { read(data: unknown): Read<Stored> },
  toValue: (stored: Stored, id: string) => T,
): DocumentReader<T> {
  return (id, fields) => {
    const result = document.read(fields);
    if (result.ok) return { ok: true, value: toValue(result.value, id) };
    return { ok: false, problem: { id, detail: result.detail } };
  };
}
