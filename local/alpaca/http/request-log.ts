/** Counts requests per key id and route, for tests that must know how often an account was asked. */
export class RequestLog {
  readonly #counts = new Map<string, Map<string, number>>();

  count(keyId: string, route: string): void {
    let routes = this.#counts.get(keyId);
    if (routes === undefined) {
      routes = new Map();
      this.#counts.set(keyId, routes);
    }
    routes.set(route, (routes.get(route) ?? 0) + 1);
  }

  clear(): void {
    this.#counts.clear();
  }

  /** `{ keyId: { total, routes: { "GET /v2/account": n } } }` */
  summary(): Record<string, { total: number; routes: Record<string, number> }> {
    const entries = [...this.#counts].map(([keyId, routes]) => {
      const total = [...routes.values()].reduce((sum, n) => sum + n, 0);
      return [keyId, { total, routes: Object.fromEntries(routes) }] as const;
    });
    return Object.fromEntries(entries);
  }
}
