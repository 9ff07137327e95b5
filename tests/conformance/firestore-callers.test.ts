import { createMockUserToken } from '@firebase/util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';
import {
  DATABASE,
  DOCUMENTS,
  grpcWire,
  PROJECT,
  restWire,
  type WireAnswer,
} from '../support/conformance/firestore-wire.ts';

/** Whose tokens the local Firestore takes. The rules are written as production reads them, without semicolons. */
const RULES = `rules_version = '2'
service cloud.firestore {
  match /databases/{database}/documents {
    match /open/{id} { allow read }
    match /own/{id} {
      allow get: if debug(request.auth.uid) == id
      allow list: if false
      match /below/{other} { allow read, write: if request.auth != null }
    }
  }
}`;

const NOW = Math.floor(Date.now() / 1000);
const ISSUER = `https://securetoken.google.com/${PROJECT}`;
const GOOD = { sub: 'alice', aud: PROJECT, iss: ISSUER, iat: NOW - 60, exp: NOW + 3540 };

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const bearer = (claims: object): string =>
  `Bearer ${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.`;

const UNAUTHENTICATED = 16;
const DENIED = 7;

let server: RunningFirestore;
let address: string;

beforeAll(async () => {
  server = await startFirestore({ port: 0 });
  address = `${server.host}:${server.port}`;
  const loaded = await fetch(`http://${address}/emulator/v1/projects/${PROJECT}:securityRules`, {
    method: 'PUT',
    body: JSON.stringify({ rules: { files: [{ content: RULES }] } }),
  });
  expect([loaded.status, await loaded.json()]).toEqual([200, {}]);
});

afterAll(() => server.close());

type Ask = (authorization: string, collection: string) => Promise<Pick<WireAnswer, 'code'>>;

const query = (collection: string) => ({
  parent: DOCUMENTS,
  structuredQuery: { from: [{ collectionId: collection }] },
});

const ASKS: readonly (readonly [how: string, ask: Ask])[] = [
  [
    'a query over REST',
    (authorization, collection) => restWire(address, authorization)('RunQuery', query(collection)),
  ],
  [
    'a query over gRPC',
    async (authorization, collection) => {
      const { wire, close } = grpcWire(address, authorization);
      return wire('RunQuery', query(collection)).finally(close);
    },
  ],
  [
    'a listener',
    async (authorization, collection) => {
      const { stream, close } = grpcWire(address, authorization);
      const request = { database: DATABASE, addTarget: { targetId: 1, query: query(collection) } };
      const script = new Map<number, typeof request | 'end'>([
        [0, request],
        [3, 'end'],
      ]);
      return stream('Listen', script).finally(close);
    },
  ],
];

const WRITES: readonly (readonly [how: string, write: (authorization: string) => Promise<WireAnswer>])[] = [
  [
    'a commit',
    authorization =>
      restWire(address, authorization)('Commit', {
        database: DATABASE,
        writes: [{ update: { name: `${DOCUMENTS}/own/alice/below/x` } }],
      }),
  ],
  [
    'a write stream',
    async authorization => {
      const { stream, close } = grpcWire(address, authorization);
      const writes = [{ update: { name: `${DOCUMENTS}/own/alice/below/x` } }];
      const script = new Map<number, { [key: string]: unknown } | 'end'>([
        [0, { database: DATABASE }],
        [1, { writes }],
        [2, 'end'],
      ]);
      return stream('Write', script).finally(close);
    },
  ],
];

const TAKEN: readonly (readonly [whose: string, authorization: string])[] = [
  ['the Auth emulator', bearer(GOOD)],
  ['@firebase/rules-unit-testing', `Bearer ${createMockUserToken({ sub: 'alice' }, PROJECT)}`],
  ['the administrator', 'Bearer owner'],
];

const REFUSED: readonly (readonly [what: string, authorization: string, code: number])[] = [
  ['expired', bearer({ ...GOOD, iat: NOW - 3660, exp: NOW - 60 }), UNAUTHENTICATED],
  ['without a subject', bearer({ ...GOOD, sub: undefined }), UNAUTHENTICATED],
  ['for another project', bearer({ ...GOOD, aud: 'elsewhere' }), DENIED],
  ['from another project', bearer({ ...GOOD, iss: `${ISSUER}-2` }), DENIED],
  ['a mock of another project', `Bearer ${createMockUserToken({ sub: 'alice' }, 'elsewhere')}`, DENIED],
];

describe.each(ASKS)('%s', (_, ask) => {
  it.each(TAKEN)('with a token of %s is answered', async (_whose, authorization) => {
    expect(await ask(authorization, 'open')).toMatchObject({ code: 0 });
  });

  it.each(REFUSED)(
    'with a token %s is refused, even of what is open to all',
    async (_what, authorization, code) => {
      expect(await ask(authorization, 'open')).toMatchObject({ code });
    },
  );
});

describe.each(WRITES)('%s', (_, write) => {
  it.each(TAKEN)('with a token of %s is made', async (_whose, authorization) => {
    expect(await write(authorization)).toMatchObject({ code: 0 });
  });

  it.each(REFUSED)('with a token %s is refused', async (_what, authorization, code) => {
    expect(await write(authorization)).toMatchObject({ code });
  });
});

it('rules see who it is, and end a statement without a semicolon', async () => {
  const get = (id: string) =>
    fetch(`http://${address}/v1/${DOCUMENTS}/own/${id}`, { headers: { Authorization: bearer(GOOD) } });
  expect((await get('alice')).status).toBe(404);
  expect((await get('bob')).status).toBe(403);
});
