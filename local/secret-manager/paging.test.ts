import { expect, test } from 'vitest';
import { pageOf } from './paging.ts';

const numbers = [9, 7, 5, 3, 1];
const page = (pageSize: number, pageToken: string, scope = 's', items = numbers) =>
  pageOf(items, String, { scope, pageSize, pageToken }, (item, key) => item < Number(key));

test('pages follow one another to the end', () => {
  const first = page(2, '');
  const second = page(2, first.nextPageToken);
  const third = page(2, second.nextPageToken);
  expect([first.items, second.items, third.items]).toEqual([[9, 7], [5, 3], [1]]);
  expect(third.nextPageToken).toBe('');
});

test('a full last page has no successor', () => {
  expect(page(5, '').nextPageToken).toBe('');
});

test('what is added or removed between two pages neither repeats nor hides another item', () => {
  const { nextPageToken } = page(2, '');
  expect(page(2, nextPageToken, 's', [11, 9, 5, 3, 1]).items).toEqual([5, 3]);
});

test.each([
  ['a negative size', () => page(-1, '')],
  ['a token of another query', () => page(2, page(2, '', 'other').nextPageToken)],
  ['a token that nobody issued', () => page(2, 'nonsense')],
])('%s is refused', (_name, call) => {
  expect(call).toThrow(expect.objectContaining({ code: 3 }));
});
