import type { Query, QueryDocumentSnapshot, QuerySnapshot } from 'firebase-admin/firestore';

/** Some documents of a query, in its order. */
export interface QueryPage {
  readonly docs: readonly QueryDocumentSnapshot[];
  /** The last of them, where there may be more after it. */
  readonly last: QueryDocumentSnapshot | undefined;
}

/** How a query is read: in a transaction, or outside of any. */
export type GetQuery = (query: Query) => Promise<QuerySnapshot>;

const get: GetQuery = query => query.get();

/**
 * Reads one page. A page that is not full is the last one.
 *
 * @param after the document that the page begins after, or its id where the query is ordered by ids
 */
export async function readPage(
  query: Query,
  size: number,
  after?: QueryDocumentSnapshot | string,
  getQuery: GetQuery = get,
): Promise<QueryPage> {
  const rest = after === undefined ? query : query.startAfter(after);
  const { docs } = await getQuery(rest.limit(size));
  return { docs, last: docs.length < size ? undefined : docs.at(-1) };
}

export interface PagesOptions {
  readonly size: number;
  /** The size of every page but the first, where it is another. */
  readonly further?: number;
  readonly after?: string | undefined;
  readonly getQuery?: GetQuery | undefined;
  /** Asked before every page but the first; what it throws ends the reading. */
  readonly admitFurther?: () => Promise<void>;
}

/** Reads everything that the query finds, a page at a time as it is asked for. No page is empty. */
export async function* readPages(
  query: Query,
  { size, further = size, after, getQuery, admitFurther }: PagesOptions,
): AsyncGenerator<readonly QueryDocumentSnapshot[], void> {
  let page = await readPage(query, size, after, getQuery);
  while (true) {
    if (page.docs.length > 0) yield page.docs;
    if (page.last === undefined) return;
    await admitFurther?.();
    page = await readPage(query, further, page.last, getQuery);
  }
}
