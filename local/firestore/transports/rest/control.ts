import type { ServerResponse } from 'node:http';
import { FirestoreError, invalidArgument } from '../../storage/errors.ts';
import { asObject, type Json, type JsonObject } from '../../storage/value-json.ts';
import type { Engine } from '../rpc/engine.ts';
import type { RulesControl, RulesIssue } from '../rpc/rules-control.ts';
import { exportDatabase, importDatabase } from './export-file.ts';
import { sendJson } from './http-errors.ts';

interface ControlRequest {
  readonly engine: Engine;
  readonly response: ServerResponse;
  readonly body: Json;
  readonly parts: readonly string[];
}

interface Endpoint {
  readonly verb: string;
  readonly pattern: RegExp;
  readonly answer: (request: ControlRequest) => void;
}

const ENDPOINTS: readonly Endpoint[] = [
  { verb: 'PUT', pattern: /^\/emulator\/v1\/projects\/([^/:]+):securityRules$/, answer: loadRules },
  { verb: 'GET', pattern: /^\/emulator\/v1\/projects\/([^/:]+):ruleCoverage$/, answer: showCoverage },
  {
    verb: 'GET',
    pattern: /^\/emulator\/v1\/projects\/([^/:]+):ruleCoverage\.html$/,
    answer: showCoveragePage,
  },
  { verb: 'POST', pattern: /^\/emulator\/v1\/projects\/([^/:]+):export$/, answer: exportAll },
  { verb: 'POST', pattern: /^\/emulator\/v1\/projects\/([^/:]+):import$/, answer: importAll },
  {
    verb: 'DELETE',
    pattern: /^\/emulator\/v1\/projects\/([^/]+)\/databases\/([^/]+)\/documents(?:\/(.+))?$/,
    answer: clear,
  },
  {
    verb: 'GET',
    pattern: /^\/emulator\/v1\/projects\/([^/:]+):billedOperations$/,
    answer: showBilled,
  },
  {
    verb: 'DELETE',
    pattern: /^\/emulator\/v1\/projects\/([^/:]+):billedOperations$/,
    answer: resetBilled,
  },
  { verb: 'POST', pattern: /^\/reset$/, answer: reset },
  { verb: 'POST', pattern: /^\/shutdown$/, answer: shutDown },
];

/** Answers a control request. @returns false when the path is none */
export function handleControl(
  engine: Engine,
  verb: string,
  pathname: string,
  body: Json,
  response: ServerResponse,
): boolean {
  for (const { verb: wanted, pattern, answer } of ENDPOINTS) {
    const match = verb === wanted ? pattern.exec(pathname) : null;
    if (match === null) continue;
    answer({ engine, response, body, parts: match.slice(1).map(part => decode(part)) });
    return true;
  }
  return false;
}

function decode(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? '');
  } catch {
    throw invalidArgument('The URL is not properly encoded.');
  }
}

function loadRules({ engine, response, body, parts }: ControlRequest): void {
  const control = rulesOf(engine);
  const { rules, ignore_errors: ignoreErrors } = asObject(body);
  const { files } = asObject(rules);
  if (!Array.isArray(files)) throw invalidArgument('The request has no rules files.');
  const source = files.map(file => String(asObject(file).content ?? '')).join('\n');
  const issues = control.load(parts[0] ?? '', source, ignoreErrors === true);
  sendJson(response, 200, issues.length === 0 ? {} : { issues: issues.map(issueMessage) });
}

function issueMessage({ line, column, description, severity }: RulesIssue): JsonObject {
  return { sourcePosition: { line, column }, description, severity };
}

function showCoverage({ engine, response, parts }: ControlRequest): void {
  sendJson(response, 200, rulesOf(engine).coverage(parts[0] ?? ''));
}

function showCoveragePage({ engine, response, parts }: ControlRequest): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(rulesOf(engine).coveragePage(parts[0] ?? ''));
}

function rulesOf(engine: Engine): RulesControl {
  if (engine.rules === undefined) {
    throw new FirestoreError('UNIMPLEMENTED', 'This server runs without a rules engine.');
  }
  return engine.rules;
}

function showBilled({ engine, response, parts }: ControlRequest): void {
  sendJson(response, 200, engine.billing.billed(parts[0] ?? ''));
}

/** Answers with what had been counted, so that nothing falls between reading and resetting. */
function resetBilled(request: ControlRequest): void {
  showBilled(request);
  request.engine.billing.reset(request.parts[0] ?? '');
}

function clear({ engine, response, parts }: ControlRequest): void {
  const [project = '', database = '', path = ''] = parts;
  engine.store.clear(engine.served({ project, database }).database, path);
  sendJson(response, 200, {});
}

function reset({ engine, response }: ControlRequest): void {
  for (const database of engine.store.all()) engine.store.clear(database);
  response.end('Resetting...\n');
}

function shutDown({ engine, response }: ControlRequest): void {
  response.end('Shutting down...\n', () => engine.onShutdown());
}

function exportAll({ engine, response, body, parts }: ControlRequest): void {
  const file = exportDatabase(engine.store, parts[0] ?? '', asObject(body));
  sendJson(response, 200, { file });
}

function importAll({ engine, response, body, parts }: ControlRequest): void {
  const documents = importDatabase(engine.store, parts[0] ?? '', asObject(body));
  sendJson(response, 200, { documents });
}
