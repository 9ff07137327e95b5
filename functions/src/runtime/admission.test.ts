import type { Requirements } from '@agenttrader/domain/callables/contract';
import { errorsOf } from '@agenttrader/domain/callables/errors-of';
import type { CallableRequest } from 'firebase-functions/v2/https';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { confirmedToken } from '../../test-support/confirmed-token.ts';
import { quietSurroundings } from '../../test-support/quiet-surroundings.ts';
import type { Sessions } from './admission.ts';
import { callableHandler } from './callable.ts';

const NOW = Date.parse('2026-03-02T15:00:00.000Z') / 1_000;
const RECENT = confirmedToken('alice', NOW - 5);

const TOKENS = {
  confirmed: RECENT,
  'signed in five minutes ago': confirmedToken('alice', NOW - 300),
  'signed in longer ago': confirmedToken('alice', NOW - 301),
  'signed in far in the future': confirmedToken('alice', NOW + 61),
  'signed in before the confirmation': { ...RECENT, confirmed: { ...RECENT.confirmed, at: NOW - 5 } },
  'without a confirmation': { ...RECENT, confirmed: undefined },
  unconfirmed: { ...RECENT, email_verified: false, confirmed: undefined },
  operator: { ...RECENT, admin: true },
  'operator without a confirmation': { ...RECENT, admin: true, confirmed: undefined },
} as const;
type Token = keyof typeof TOKENS;

const CALLABLES: Readonly<Record<string, Requirements>> = {
  ordinary: { requires: 'confirmed' },
  'for everybody': { requires: 'signed-in' },
  'for the verified in a standing session': { requires: 'verified', session: 'standing' },
  'for the recently signed in': { requires: 'confirmed', session: 'recent' },
  'for leaving': { requires: 'signed-in', session: 'recent' },
  'for operators': { requires: 'operator' },
};

/** Who gets in where, and the reason of each refusal; `no` has none. */
const ADMITTED: Readonly<Record<keyof typeof CALLABLES, Readonly<Record<Token, string>>>> = {
  ordinary: row(
    'in',
    'in',
    'in',
    'in',
    'sign_in_again',
    'sign_in_again',
    'confirm_address',
    'in',
    'sign_in_again',
  ),
  'for everybody': row('in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in'),
  'for the verified in a standing session': row(
    'in',
    'in',
    'in',
    'in',
    'in',
    'in',
    'confirm_address',
    'in',
    'in',
  ),
  'for the recently signed in': row(
    'in',
    'in',
    'recent_sign_in',
    'recent_sign_in',
    'sign_in_again',
    'sign_in_again',
    'confirm_address',
    'in',
    'sign_in_again',
  ),
  'for leaving': row(
    'in',
    'in',
    'recent_sign_in',
    'recent_sign_in',
    'sign_in_again',
    'sign_in_again',
    'in',
    'in',
    'sign_in_again',
  ),
  'for operators': row('no', 'no', 'no', 'no', 'no', 'no', 'no', 'in', 'sign_in_again'),
};

function row(...outcomes: string[]): Record<Token, string> {
  return Object.fromEntries(Object.keys(TOKENS).map((token, index) => [token, outcomes[index]])) as Record<
    Token,
    string
  >;
}

async function outcomeOf(requirements: Requirements, token: object, sessions: Sessions): Promise<string> {
  const handler = callableHandler(
    {
      ...requirements,
      callable: { name: 'get_quote', request: z.strictObject({}), response: z.string() },
    },
    async () => 'in',
    { ...quietSurroundings(), sessions },
  );
  const call = { data: {}, auth: { uid: 'alice', token, rawToken: 'raw' } } as unknown;
  return handler(call as CallableRequest<unknown>).catch(
    (thrown: { details?: { reason?: string } }) => thrown.details?.reason ?? 'no',
  );
}

const ONCE = { perMinute: 1, perDay: 1 };
const STANDING: Sessions = { check: async () => 'standing' };

describe('a callable', () => {
  const cells = Object.entries(ADMITTED).flatMap(([name, tokens]) =>
    Object.entries(tokens).map(([token, outcome]) => [name, token as Token, outcome] as const),
  );

  it.each(cells)('%s, called by who is %s: %s', async (name, token, outcome) => {
    const requirements = CALLABLES[name] ?? { requires: 'confirmed' };
    expect(await outcomeOf(requirements, TOKENS[token], STANDING)).toBe(outcome);
    const declared = [...errorsOf({ ...requirements, limit: ONCE, errors: {} }).values()];
    expect(['in', 'no', ...declared.flatMap(({ reasons }) => reasons)]).toContain(outcome);
  });

  it.each(Object.entries(CALLABLES))(
    '%s asks about the session where it must',
    async (name, requirements) => {
      const asked: string[] = [];
      const ended: Sessions = {
        async check(rawToken) {
          asked.push(rawToken);
          return 'ended';
        },
      };
      const asks = requirements.session !== undefined || requirements.requires === 'operator';
      expect(await outcomeOf(requirements, TOKENS.operator, ended), name).toBe(asks ? 'sign_in_again' : 'in');
      expect(asked).toEqual(asks ? ['raw'] : []);
    },
  );
});
