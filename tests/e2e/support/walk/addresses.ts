import type { RouteObject } from 'react-router';

/** A page that is walked: an address, and the heading that says that it is there. */
export interface Visit {
  readonly path: string;
  readonly heading: string | RegExp;
  /** Whether it says the same whatever the figures and the connection. */
  readonly isFixed?: true;
}

/** What is there for everybody. */
export const PUBLIC: readonly Visit[] = [
  { path: '/sign-in', heading: 'Sign in' },
  { path: '/sign-up', heading: 'Create an account' },
  { path: '/reset-password', heading: 'Reset the password' },
  { path: '/auth/action', heading: 'This link is incomplete' },
];

/** What is there for a trader. */
export const VISITS: readonly Visit[] = [
  { path: '/', heading: 'Overview' },
  { path: '/trades', heading: 'Trades' },
  { path: '/trades/t1', heading: /^(AAPL|BTC.USD|Trade)$/ },
  { path: '/signals', heading: 'Signals' },
  { path: '/settings/profile', heading: 'Settings' },
  { path: '/settings/sign-in', heading: 'Settings' },
  { path: '/settings/broker', heading: 'Settings' },
  { path: '/settings/limits', heading: 'Settings' },
  { path: '/settings/preferences', heading: 'Settings' },
  { path: '/settings/data', heading: 'Settings' },
  { path: '/welcome', heading: 'Welcome' },
  { path: '/welcome/about', heading: 'Welcome', isFixed: true },
  { path: '/welcome/broker', heading: 'Welcome', isFixed: true },
  { path: '/welcome/limits', heading: 'Welcome', isFixed: true },
  { path: '/welcome/trading', heading: 'Welcome', isFixed: true },
  { path: '/operations', heading: 'There is no such page', isFixed: true },
  { path: '/nowhere', heading: 'There is no such page', isFixed: true },
];

/** Those of the links that lead to no page that is walked, and to none beneath one. */
export function leftOut(links: Iterable<string>, visits: readonly Visit[]): string[] {
  return [...links].filter(link => {
    const [address = ''] = link.split(/[?#]/);
    return !visits.some(
      ({ path }) =>
        path === address ||
        path.startsWith(`${address}/`) ||
        (path !== '/' && address.startsWith(`${path}/`)),
    );
  });
}

/** Every address pattern of the router's table. */
export function addressesOf(routes: readonly RouteObject[], parent = ''): string[] {
  return routes.flatMap(({ path, children }) => {
    const here = path === undefined || path.startsWith('/') ? (path ?? parent) : `${parent}/${path}`;
    return [...(path === undefined ? [] : [here]), ...addressesOf(children ?? [], here)];
  });
}

/** Those of the patterns that no visit goes to. */
export function unvisited(patterns: readonly string[], visits: readonly Visit[]): string[] {
  return patterns.filter(pattern => {
    if (pattern === '/*' || pattern === '*') return false;
    const parts = pattern.replace(/\/\*$/, '(/.*)?').replaceAll(/:\w+/g, '[^/]+');
    return !visits.some(({ path }) => new RegExp(`^${parts}$`).test(path));
  });
}
