import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { OriginPolicy } from './cors.ts';
import { guarded, type RequestListener } from './guard.ts';

/**
 * Guards every HTTP server that is created in this process from now on. Whoever serves our functions loads them first
 * and then calls `http.createServer`: there is no other place before its parsers.
 *
 * @param allowed which origins' pages may read answers; asked at every request
 */
export function installHttpGuard(allowed: OriginPolicy): void {
  const { createServer } = http;
  const createGuarded = (...args: unknown[]): http.Server =>
    Reflect.apply(
      createServer,
      http,
      args.map(arg => (typeof arg === 'function' ? guarded(arg as RequestListener, allowed) : arg)),
    );
  Object.assign(http, { createServer: createGuarded });
  syncBuiltinESMExports();
}
