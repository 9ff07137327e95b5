import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedFunction, serveFunction } from '../support/served-function.ts';
import { type RunningStack, startStack } from '../support/stack.ts';
import { type Tenant, World } from '../support/world.ts';

let stack: RunningStack;
let world: World;
let alice: Tenant;
let onboard: ServedFunction;

/** Deployed as in production: tokens are verified, here with the Auth emulator, which signs none. */
beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  alice = await world.person('alice');
  onboard = await serveFunction('onboard_user', {
    env: {
      GCLOUD_PROJECT: stack.project,
      FIRESTORE_EMULATOR_HOST: stack.address('firestore'),
      FIREBASE_AUTH_EMULATOR_HOST: stack.address('auth'),
      // Alone they switch nothing off: they count inside of the Functions emulator only.
      FIREBASE_DEBUG_MODE: 'true',
      FIREBASE_DEBUG_FEATURES: '{"skipTokenVerification":true,"enableCors":true}',
    },
  });
});
afterAll(async () => {
  await onboard?.stop();
  await world?.db.terminate();
  await stack?.stop();
});

/** The token with other claims. */
function altered(token: string, change: Readonly<Record<string, unknown>>): string {
  const [header, payload = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return `${header}.${Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url')}.`;
}

const call = async (authorization: string) => {
  const { status, text } = await onboard.call({}, { authorization });
  return { status, ...JSON.parse(text) };
};

describe('a token', () => {
  it('says who calls', async () => {
    for (const scheme of ['Bearer', 'bearer']) {
      expect(await call(`${scheme} ${alice.idToken}`)).toMatchObject({
        status: 200,
        result: { userId: alice.uid },
      });
    }
  });

  const hourAgo = Math.floor(Date.now() / 1_000) - 3_600;
  it.each([
    ['has run out', { iat: hourAgo - 3_600, exp: hourAgo }],
    ['is of another project', { aud: 'demo-other', iss: 'https://securetoken.google.com/demo-other' }],
    ['is of another issuer', { iss: 'https://evil.example' }],
    ['names nobody', { sub: '' }],
    ['names nobody at all', { sub: undefined }],
    ['names something that is nobody', { sub: { uid: 'alice' } }],
    ['names somebody who does not exist', { sub: 'nobody-of-that-name' }],
  ])('is refused if it %s', async (_name, change) => {
    expect(await call(`Bearer ${altered(alice.idToken, change)}`)).toMatchObject({
      status: 401,
      error: { status: 'UNAUTHENTICATED' },
    });
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic', 'Bearer a.b.c'])('is refused as %j', async authorization => {
    expect(await call(authorization)).toMatchObject({ status: 401, error: { status: 'UNAUTHENTICATED' } });
    expect(await call(`${authorization} ${alice.uid}`)).toMatchObject({ status: 401 });
  });
});
