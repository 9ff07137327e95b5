import { FieldPath, type Query } from '@google-cloud/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PagesOptions, readPage, readPages } from '../../../functions/src/data/firestore/pages.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';

describe('the pages of a query', () => {
  let firestore: InProcessFirestore;
  let letters: Query;
  beforeAll(async () => {
    firestore = await inProcessFirestore('demo-pages');
    const collection = firestore.db.collection('letters');
    await Promise.all([...'abcde'].map(id => collection.doc(id).set({})));
    letters = collection.orderBy(FieldPath.documentId());
  });
  afterAll(() => firestore.close());

  async function read(options: PagesOptions, query = letters) {
    let requests = 0;
    const pages: string[] = [];
    const getQuery = (asked: Query) => {
      requests += 1;
      return asked.get();
    };
    for await (const docs of readPages(query, { ...options, getQuery })) {
      pages.push(docs.map(({ id }) => id).join(''));
    }
    return { pages, requests };
  }

  it.each([
    [1, ['a', 'b', 'c', 'd', 'e'], 6],
    [2, ['ab', 'cd', 'e'], 3],
    [5, ['abcde'], 2],
    [6, ['abcde'], 1],
  ])('of %i hold each document once, and one that is not full is the last', async (size, pages, requests) => {
    expect(await read({ size })).toEqual({ pages, requests });
  });

  it('begin after a document, and may be larger after the first', async () => {
    expect(await read({ size: 1, further: 3, after: 'a' })).toEqual({ pages: ['b', 'cde'], requests: 3 });
  });

  it('are none where nothing is found', async () => {
    expect(await read({ size: 2, after: 'e' })).toEqual({ pages: [], requests: 1 });
  });

  it('end where no further one is admitted', async () => {
    const seen: string[] = [];
    const admitFurther = async () => {
      if (seen.length === 2) throw new Error('enough');
    };
    const reading = async () => {
      for await (const [document] of readPages(letters, { size: 1, admitFurther }))
        seen.push(document?.id ?? '');
    };
    await expect(reading()).rejects.toThrow('enough');
    expect(seen).toEqual(['a', 'b']);
  });

  it('come one by one, each telling whether there may be more', async () => {
    const first = await readPage(letters, 3);
    expect(first.last?.id).toBe('c');
    const second = await readPage(letters, 3, first.last?.id);
    expect(second.docs.map(({ id }) => id)).toEqual(['d', 'e']);
    expect(second.last).toBeUndefined();
  });
});
