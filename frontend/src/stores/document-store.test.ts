import { storedDocument } from '@agenttrader/domain/documents/document';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readerOf } from '@/lib/documents/document-problem.ts';
import { createDocumentStore, emptyDocument, failDocument, putDocument } from './document-store.ts';

const read = readerOf(storedDocument({ n: z.number() }), ({ n }) => n);

it('tells loading, missing, ready and unreadable apart, and keeps the last value that could be read', () => {
  const store = createDocumentStore<number>();
  expect(store.getState().status).toBe('loading');
  putDocument(store, read, 'x', undefined);
  expect(store.getState().status).toBe('missing');
  putDocument(store, read, 'x', { n: 1 });
  expect(store.getState()).toEqual({ status: 'ready', data: 1, error: null });
  putDocument(store, read, 'x', { n: 'one' });
  expect(store.getState()).toMatchObject({
    status: 'error',
    data: 1,
    error: { kind: 'unreadable', problem: { id: 'x', detail: expect.stringContaining('n:') } },
  });
  putDocument(store, read, 'x', { n: 2 });
  expect(store.getState()).toEqual({ status: 'ready', data: 2, error: null });
});

it('keeps the last value when the listener fails, and nothing when emptied', () => {
  const store = createDocumentStore<number>();
  putDocument(store, read, 'x', { n: 1 });
  failDocument(store, { kind: 'unreachable', message: 'Gone.', problem: null });
  expect(store.getState()).toMatchObject({ status: 'error', data: 1 });
  emptyDocument(store);
  expect(store.getState()).toEqual({ status: 'loading', data: null, error: null });
});
