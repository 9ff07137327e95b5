import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallableName } from '../../domain/src/callables/list.ts';
import { acceptedRequest, CALLABLE_NAMES } from '../support/accepted-requests.ts';
import { requireDeclared } from '../support/declared-errors.ts';
import type { CallableAuth } from '../support/in-process-auth.ts';
import { type LoopbackFunctions, loopbackFunctions } from '../support/loopback-functions.ts';

/** How many payloads are sent in all. */
const PAYLOADS = 10_000;
const SEED = 20_261_121;

/** These would take the ground from under the others' feet. Whole bodies are never sent to them. */
const DESTRUCTIVE: ReadonlySet<CallableName> = new Set(['delete_account']);

const hostile = fc.oneof(
  fc.anything({ withBigInt: false, maxDepth: 3 }),
  fc.constantFrom(
    null,
    [],
    {},
    '',
    0,
    -1,
    Number.NaN,
    1e308,
    true,
    '\u0000',
    '\ud800',
    '../../users/bob',
    '__proto__',
  ),
  fc.constantFrom(
    'x'.repeat(100_000),
    '1e9',
    '-5.00',
    '１２',
    '<script>',
    'users/bob/data/snapshot',
    '🎲'.repeat(500),
  ),
  fc.integer({ min: 1, max: 60 }).map(depth => {
    let nested: unknown = 1;
    for (let level = 0; level < depth; level += 1) nested = { a: [nested] };
    return nested;
  }),
);

/** Anything at all, or what the callable accepts with one field broken, missing or added. */
function payloadFor(name: CallableName): fc.Arbitrary<unknown> {
  const accepted: Readonly<Record<string, unknown>> = acceptedRequest(name);
  const fields = Object.keys(accepted);
  const added = fc
    .tuple(fc.constantFrom('constructor', '__proto__', 'admin', 'path', 'limit', 'toJSON'), hostile)
    .map(([field, value]) => JSON.parse(`{"${field}":null}`) && { ...accepted, [field]: value });
  const broken =
    fields.length === 0
      ? added
      : fc
          .tuple(fc.constantFrom(...fields), hostile)
          .map(([field, value]) => ({ ...accepted, [field]: value }));
  const missing =
    fields.length === 0
      ? added
      : fc.constantFrom(...fields).map(field => {
          const { [field]: _, ...rest } = accepted;
          return rest;
        });
  const whole = DESTRUCTIVE.has(name) ? hostile : fc.constant(accepted);
  return fc.oneof(
    { weight: 4, arbitrary: broken },
    { weight: 3, arbitrary: hostile },
    { weight: 1, arbitrary: missing },
    { weight: 1, arbitrary: added },
    { weight: 1, arbitrary: whole },
  );
}

describe('whatever is sent to a callable', () => {
  let functions: LoopbackFunctions;
  let trader: CallableAuth;
  let operator: CallableAuth;
  let stranger: CallableAuth;
  let unconfirmed: CallableAuth;

  beforeAll(async () => {
    // What callables log about refusals would drown everything else.
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, method).mockImplementation(() => {});
    }
    functions = await loopbackFunctions(vi.stubEnv);
    await everybodySignsIn();
    const { keyId, secretKey } = acceptedRequest('connect_broker');
    await functions.openAccount({ keyId, secretKey });
    expect(await outcomeOf('onboard_user', {}, trader)).toBe('answered');
    expect(await outcomeOf('connect_broker', acceptedRequest('connect_broker'), trader)).toBe('answered');
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await functions.stop();
  });

  // Some callables want a sign-in of the last minutes.
  beforeEach(everybodySignsIn);

  async function everybodySignsIn(): Promise<void> {
    trader = await functions.signIn('alice');
    operator = await functions.signIn('olivia', { admin: true });
    stranger = await functions.signIn('stranger');
    unconfirmed = { ...stranger, token: { ...stranger.token, confirmed: undefined } };
  }

  /** `answered`, or the code of the refusal. */
  async function outcomeOf(name: CallableName, data: unknown, who: unknown): Promise<string> {
    try {
      await functions.callables.get(name)?.run({ data, auth: who });
      return 'answered';
    } catch (thrown) {
      const { code, name: kind } = thrown as { code?: string; name?: string };
      return code ?? `${kind}: ${thrown}`;
    }
  }

  it('covers every callable that is deployed', () => {
    expect([...functions.callables.keys()].toSorted()).toEqual(CALLABLE_NAMES.toSorted());
  });

  const each = Math.ceil(PAYLOADS / CALLABLE_NAMES.length);

  it.each(CALLABLE_NAMES)(
    '%s answers, or refuses with a code of its contract, and never with "internal"',
    async name => {
      const callers = fc.constantFrom(trader, operator, stranger, unconfirmed);
      await fc.assert(
        fc.asyncProperty(payloadFor(name), callers, async (data, who) => {
          const outcome = await outcomeOf(name, data, who);
          if (outcome === 'answered') return;
          if (outcome === 'internal') throw new Error(`${name} → ${outcome}`);
          requireDeclared(name, outcome);
        }),
        { numRuns: each, seed: SEED },
      );
    },
  );

  it.each(CALLABLE_NAMES)('%s refuses who is not signed in, and who says who they are', async name => {
    await fc.assert(
      fc.asyncProperty(payloadFor(name), async data => {
        expect(await outcomeOf(name, data, undefined)).toBe('unauthenticated');
      }),
      { numRuns: 20, seed: SEED },
    );
    for (const field of ['uid', 'userId', 'user_id']) {
      const body = { ...acceptedRequest(name), [field]: 'bob' };
      expect(await outcomeOf(name, body, operator)).toBe('invalid-argument');
    }
  });
});
