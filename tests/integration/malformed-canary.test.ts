import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptedRequest, CALLABLE_NAMES } from '../support/accepted-requests.ts';
import { spellings } from '../support/canary-spellings.ts';
import { type LoopbackServers, loopbackServers } from '../support/loopback-servers.ts';
import { badSignIns, CANARY_TRACE, malformedRequests, type Shape } from '../support/malformed-requests.ts';
import { type ServedFunction, serveFunction } from '../support/served-function.ts';

const BUNDLE = new URL('../../functions/lib/index.js', import.meta.url);
const CANARY = 'PKCANARYinMALFORMED';
const NEEDLES = [...spellings(CANARY), CANARY.toLowerCase(), CANARY.toUpperCase(), CANARY_TRACE];

/** The names of the callables, as what is deployed declares them. */
async function callables(): Promise<string[]> {
  const exported: Record<string, { __endpoint?: { callableTrigger?: object } }> = await import(BUNDLE.href);
  return Object.keys(exported).filter(name => exported[name]?.__endpoint?.callableTrigger);
}

/** The lines of a text that hold the secret in any spelling. */
const sightings = (text: string): string[] =>
  text.split('\n').filter(line => NEEDLES.some(needle => line.includes(needle)));

const FIELDS_OF_ENTRIES = new Set([
  ...['severity', 'message', 'callable', 'tenant', 'code', 'thrown', 'thrown_code'],
  ...['logging.googleapis.com/labels', 'logging.googleapis.com/spanId'],
]);

/** Entries of the log with a field, or with somebody in a field, that only who called can have put there. */
function forgeries(output: string, tenants: readonly (string | undefined)[]): string[] {
  const entries = output.split('\n').filter(line => line.startsWith('{'));
  return entries.filter(line => {
    const entry = JSON.parse(line);
    const { execution_id: execution, ...labels } = entry['logging.googleapis.com/labels'] ?? {};
    return (
      !Object.keys(entry).every(field => FIELDS_OF_ENTRIES.has(field)) ||
      !tenants.includes(entry.tenant) ||
      Object.keys(labels).length > 0 ||
      !/^[0-9a-z]{8,12}$/.test(execution)
    );
  });
}

/** One process of functions-framework for all callables, each under its name. */
const EVERY = `import * as functions from ${JSON.stringify(BUNDLE.href)};
export const every = (request, response) => functions[request.path.split('/')[1]](request, response);
`;

const names = await callables();
const ENVIRONMENTS: readonly (readonly [string, () => Record<string, string>, 'alice' | undefined])[] = [
  ['where nobody is signed in', () => ({ GCLOUD_PROJECT: 'demo-loopback' }), undefined],
  [
    'where somebody is signed in',
    () => ({
      ...servers.env,
      FIREBASE_DEBUG_MODE: 'true',
      FIREBASE_DEBUG_FEATURES: '{"skipTokenVerification":true}',
    }),
    'alice',
  ],
];

let servers: LoopbackServers;
let source = '';
beforeAll(async () => {
  servers = await loopbackServers();
  source = await mkdtemp(join(tmpdir(), 'agenttrader-every-'));
  await writeFile(join(source, 'package.json'), '{"type":"module","main":"index.js"}');
  await writeFile(join(source, 'index.js'), EVERY);
});
afterAll(async () => {
  await servers?.stop();
  await rm(source, { recursive: true, force: true });
});

it('has every callable that is deployed to be sent to', () => {
  expect(names.toSorted()).toEqual(CALLABLE_NAMES.toSorted());
});

describe.each(ENVIRONMENTS)('a secret in a malformed request, %s', (_name, env, caller) => {
  let served: ServedFunction;
  let signedIn: Record<string, string> = {};
  beforeAll(async () => {
    if (caller) {
      const { rawToken } = await servers.signIn(caller, { admin: true });
      signedIn = { authorization: `Bearer ${rawToken}` };
    }
    served = await serveFunction('every', { source, env: env() });
  });
  afterAll(() => served?.stop());

  /** Sends what is at that place of the list, with the place's number in the secret; answers where it came back. */
  async function returned(name: string, shapes: (secret: string) => readonly Shape[], place: number) {
    const [shape, question] = shapes(`${CANARY}${place}x`)[place] ?? ['', {}];
    const path = `/${name}${question.path ?? '/'}`;
    const headers = { ...signedIn, ...question.headers };
    const answer = await served.send({ ...question, path, headers });
    expect.soft(answer.status, `${name}, ${shape}: ${answer.text}`).toBeLessThan(500);
    return sightings(`${JSON.stringify(answer.headers)}${answer.text}`).map(
      line => `${name}, ${shape}: ${line}`,
    );
  }

  it.each(CALLABLE_NAMES)('does not come back from %s', async name => {
    const shapes = (secret: string) => [
      ...malformedRequests(secret, acceptedRequest(name)),
      // Where tokens are believed unseen, whoever they name is who calls.
      ...(caller ? [] : badSignIns(secret)),
    ];
    const places = shapes(CANARY).map((_shape, place) => place);
    expect(places.length).toBeGreaterThan(80);
    const found = await pMap(places, place => returned(name, shapes, place), { concurrency: 8 });
    expect(found.flat()).toEqual([]);
  });

  it('is not in the log, and nothing in the log is of a caller’s making', () => {
    const output = served.output();
    expect(output).toContain(caller ? '"tenant":"alice"' : 'id token rejected');
    expect([...sightings(output), ...forgeries(output, [undefined, 'alice'])]).toEqual([]);
  });
});
