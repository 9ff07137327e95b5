import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocumentProblem, DocumentReader, ReadResult } from '@/lib/documents/document-problem.ts';

/** What is known of one document. */
export type DocumentState<T> =
  | { readonly status: 'loading'; readonly data: null; readonly error: null }
  | { readonly status: 'missing'; readonly data: null; readonly error: null }
  /** `pending` is what this page has written and the server has not confirmed; only where `data` waits for that. */
  | { readonly status: 'ready'; readonly data: T; readonly error: null; readonly pending?: T }
  /** `data` is the last that could be read. */
  | { readonly status: 'error'; readonly data: T | null; readonly error: StoreError };

export interface StoreError {
  /** `unreadable`: the document is there and is no valid one. `unreachable`: it may not or cannot be read now. */
  readonly kind: 'unreadable' | 'unreachable';
  /** For the trader. */
  readonly message: string;
  readonly problem: DocumentProblem | null;
}

export type DocumentStore<T> = StoreApi<DocumentState<T>>;

const LOADING = { status: 'loading', data: null, error: null } as const;
const MISSING = { status: 'missing', data: null, error: null } as const;

export const createDocumentStore = <T>(): DocumentStore<T> => createStore<DocumentState<T>>(() => LOADING);

/** Puts what a listener brought into the store. `fields` is undefined when there is no document. */
export function putDocument<T>(
  store: DocumentStore<T>,
  read: DocumentReader<T>,
  id: string,
  fields: unknown,
): void {
  store.setState(fields === undefined ? MISSING : stateOf(store, read(id, fields)), true);
}

/** Notes what this page has written beside what is known to be stored, until the server has confirmed or refused it. */
export function putPending<T>(
  store: DocumentStore<T>,
  read: DocumentReader<T>,
  id: string,
  fields: unknown,
): void {
  const state = store.getState();
  const written = read(id, fields);
  if (state.status === 'ready' && written.ok) store.setState({ ...state, pending: written.value }, true);
}

/** What this page has written and the server has not confirmed; null where there is nothing such. */
export const pendingOf = <T>(state: DocumentState<T>): T | null =>
  state.status === 'ready' ? (state.pending ?? null) : null;

function stateOf<T>(store: DocumentStore<T>, result: ReadResult<T>): DocumentState<T> {
  if (result.ok) return { status: 'ready', data: result.value, error: null };
  const error: StoreError = {
    kind: 'unreadable',
    message: 'This was stored in a form that cannot be read.',
    problem: result.problem,
  };
  return { status: 'error', data: store.getState().data, error };
}

export function failDocument<T>(store: DocumentStore<T>, error: StoreError): void {
  store.setState({ status: 'error', data: store.getState().data, error }, true);
}

export const emptyDocument = <T>(store: DocumentStore<T>): void => store.setState(LOADING, true);
