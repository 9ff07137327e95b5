import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import './lazy-schemas.ts';

const firebaseTools = createRequire(createRequire(import.meta.url).resolve('firebase-tools/package.json'));

/** An API with one operation, whose parameter has a schema that no validator can be made of. */
const BROKEN = {
  openapi: '3.0.0',
  info: { title: 'broken', version: '1' },
  paths: {
    '/': {
      get: {
        operationId: 'read',
        'x-exegesis-controller': 'auth',
        parameters: [{ name: 'q', in: 'query', schema: { type: 'string', pattern: '(' } }],
        responses: { default: { description: 'anything' } },
      },
    },
  },
};
const OPTIONS = { controllers: { auth: { read: () => 'read' } } };

test("compiles no schema of the Auth emulator's API before it is asked for", async () => {
  const { middleware } = firebaseTools('exegesis-express');
  await expect(middleware(BROKEN, OPTIONS)).resolves.toBeTypeOf('function');
});

test('would compile all of them at the start otherwise', async () => {
  const { compileApi } = createRequire(firebaseTools.resolve('exegesis-express'))('exegesis');
  await expect(compileApi(BROKEN, OPTIONS)).rejects.toThrow(/regular expression/i);
});
