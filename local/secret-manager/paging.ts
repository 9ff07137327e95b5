import { invalidArgument } from './errors.ts';

const LARGEST_PAGE = 25_000;

export interface Page<T> {
  readonly items: T[];
  /** Empty when this page is the last. */
  readonly nextPageToken: string;
}

/**
 * One page of a sorted list. A token names the last item handed out, so that items added or removed between
 * two pages neither repeat nor hide others; it only fits the query that it came from.
 *
 * @throws INVALID_ARGUMENT for a negative size or a token of another query
 */
export function pageOf<T>(
  sorted: readonly T[],
  keyOf: (item: T) => string,
  query: { readonly scope: string; readonly pageSize: number; readonly pageToken: string },
  isAfter: (item: T, key: string) => boolean,
): Page<T> {
  if (query.pageSize < 0) throw invalidArgument('The page size must not be negative.');
  const start = query.pageToken === '' ? undefined : keyFrom(query.pageToken, query.scope);
  const rest = start === undefined ? sorted : sorted.filter(item => isAfter(item, start));
  const size = Math.min(query.pageSize || LARGEST_PAGE, LARGEST_PAGE);
  const items = rest.slice(0, size);
  const last = items.at(-1);
  const more = rest.length > items.length && last !== undefined;
  return { items, nextPageToken: more ? tokenFor(keyOf(last), query.scope) : '' };
}

function tokenFor(key: string, scope: string): string {
  return Buffer.from(JSON.stringify([scope, key])).toString('base64url');
}

function keyFrom(token: string, scope: string): string {
  try {
    const [tokenScope, key]: unknown[] = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (tokenScope === scope && typeof key === 'string') return key;
  } catch {
    // Falls through: not a token of ours.
  }
  throw invalidArgument('The page token is not valid for this request.');
}
