import { readFileSync } from 'node:fs';
import type { CallableContract } from '@agenttrader/domain/callables/contract';
import { CONTRACTS } from '@agenttrader/domain/callables/list';
import type { CallableRequest } from 'firebase-functions/v2/https';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { confirmedToken } from '../../test-support/confirmed-token.ts';
import { quietSurroundings } from '../../test-support/quiet-surroundings.ts';
import { tradeParams } from '../shadow-trades/params.ts';
import { signalParams } from '../signal-models/params.ts';
import { callableHandler } from './callable.ts';

/** The request of every callable, by its name. */
const requests = Object.entries(CONTRACTS).map(([name, { callable }]): [string, z.ZodObject] => [
  name,
  callable.request,
]);

/** What a callable with this request makes of a body: what its handler is given, or the refusal. */
async function outcome(request: z.ZodObject, data: unknown): Promise<unknown> {
  const contract = {
    callable: { name: 'get_quote' as const, request, response: z.unknown() },
    requires: 'confirmed' as const,
  };
  const handler = callableHandler(contract, async (_, given: unknown) => given, quietSurroundings());
  const call = { data, auth: { uid: 'alice', token: confirmedToken('alice'), rawToken: '' } };
  return handler(call as unknown as CallableRequest<unknown>).catch((thrown: Error) => thrown.message);
}

describe('a field that is null on the wire, as client libraries send `undefined`', () => {
  it('is looked at in every contract', () => {
    expect(requests.length).toBeGreaterThan(20);
    const optional = requests.flatMap(([, { shape }]) =>
      Object.values(shape).filter(field => field.safeParse(undefined).success),
    );
    expect(optional.length).toBeGreaterThan(14);
  });

  it.each(requests)('counts as absent in %s', async (_name, request) => {
    const fields = Object.keys(request.shape);
    for (const absent of fields) {
      expect(await outcome(request, { [absent]: null })).toEqual(await outcome(request, {}));
    }
    const allNull = Object.fromEntries(fields.map(field => [field, null]));
    expect(await outcome(request, allNull)).toEqual(await outcome(request, {}));
  });
});

describe('a contract', () => {
  const index = readFileSync(new URL('../index.ts', import.meta.url), 'utf8');
  const exported = [...index.matchAll(/^export const (\w+) = callable\(\s*'(\w+)'/gm)];

  it.each(Object.keys(CONTRACTS))('is deployed under its name: %s', name => {
    const found = exported.filter(([, deployed, contract]) => deployed === name && contract === name);
    const todo = `functions/src/index.ts lacks: export const ${name} = callable('${name}', …)`;
    expect(found.length === 1 ? '' : todo).toBe('');
  });

  it('names parameters that there are where it names a quota', () => {
    const contracts: readonly CallableContract[] = Object.values(CONTRACTS);
    const quotas = contracts.flatMap(contract => contract.quotas ?? []);
    const params = [signalParams, tradeParams].flatMap(group => Object.values(group));
    expect(quotas.length).toBeGreaterThan(3);
    expect(params.map(({ name }) => name)).toEqual(expect.arrayContaining(quotas));
  });
});
