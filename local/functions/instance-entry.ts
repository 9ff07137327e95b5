import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type DeployedFunction, functionsOf } from './deployed.ts';
import { FUNCTION_HEADER } from './function-header.ts';
import { type DeclaredParameter, defaultsOf } from './parameters.ts';
import { type AdminModules, readTokensLocally } from './tokens.ts';

/*
 * What functions-framework runs on this machine: the bundle, all of whose functions answer behind one target. Which of
 * them is meant stands in a header that the server in front sets. Nothing here comes before the bundle is loaded, so
 * that it meets the process as it does in production.
 */

/** What an instance tells the server in front of it. */
export interface InstanceMessage {
  readonly functions: readonly DeployedFunction[];
}

const bundle = process.env.FUNCTIONS_BUNDLE ?? '';
const loaded = functionsOf(await import(pathToFileURL(bundle).href));
const handlers = new Map(loaded.map(({ deployed, handler }) => [deployed.name, handler]));

const requireOfBundle = createRequire(bundle);
const { declaredParams } = requireOfBundle('firebase-functions/params') as {
  declaredParams: readonly DeclaredParameter[];
};
Object.assign(process.env, defaultsOf(declaredParams, process.env));
readTokensLocally({
  app: requireOfBundle('firebase-admin/app') as AdminModules['app'],
  auth: requireOfBundle('firebase-admin/auth') as AdminModules['auth'],
  appCheck: requireOfBundle('firebase-admin/app-check') as AdminModules['appCheck'],
});

process.once('disconnect', () => process.exit(0));
const message: InstanceMessage = { functions: loaded.map(({ deployed }) => deployed) };
process.send?.(message);

/** Every function of the bundle. */
export function all_functions(request: IncomingMessage, response: ServerResponse): unknown {
  const name = String(request.headers[FUNCTION_HEADER]);
  delete request.headers[FUNCTION_HEADER];
  return handlers.get(name)?.(request, response);
}
