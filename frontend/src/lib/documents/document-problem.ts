import type { Read } from '@agenttrader/domain/documents/document';
import type { z } from 'zod';

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

/** A reader made of a schema and, where the document's id belongs to the value, a function that adds it. */
export function documentReader<Schema extends z.ZodType, T>(
  schema: Schema,
  toValue: (fields: z.output<Schema>, id: string) => T,
): DocumentReader<T> {
  return (id, fields) => {
    const result = schema.safeParse(fields);
    if (result.success) return { ok: true, value: toValue(result.data, id) };
    const detail = result.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    return { ok: false, problem: { id, detail } };
  };
}

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
