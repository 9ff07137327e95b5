import { readdir } from 'node:fs/promises';
import type { CallableRequest } from 'firebase-functions/v2/https';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { confirmedToken } from '../../test-support/confirmed-token.ts';
import { quietSurroundings } from '../../test-support/quiet-surroundings.ts';
import { callableHandler } from './callable.ts';

const CONTRACTS = new URL('../../../domain/src/callables/', import.meta.url);

/** The request of every callable, by the name that it is exported under. */
async function requests(): Promise<Map<string, z.ZodObject>> {
  const found = new Map<string, z.ZodObject>();
  for (const file of await readdir(CONTRACTS)) {
    if (!file.endsWith('.ts') || file.includes('.test.')) continue;
    const module: Record<string, unknown> = await import(new URL(file, CONTRACTS).href);
    for (const [name, value] of Object.entries(module)) {
      if (name.endsWith('Request') && value instanceof z.ZodObject) found.set(name, value);
    }
  }
  return found;
}

/** What a callable with this request makes of a body: what its handler is given, or the refusal. */
async function outcome(request: z.ZodObject, data: unknown): Promise<unknown> {
  const definition = {
    name: 'get_quote' as const,
    request,
    response: z.unknown(),
    handle: async (_: object, given: unknown) => given,
  };
  const handler = callableHandler(definition, quietSurroundings());
  const call = { data, auth: { uid: 'alice', token: confirmedToken('alice'), rawToken: '' } };
  return handler(call as unknown as CallableRequest<unknown>).catch((thrown: Error) => thrown.message);
}

const contracts = await requests();

describe('a field that is null on the wire, as client libraries send `undefined`', () => {
  it('is looked at in every contract', () => {
    expect(contracts.size).toBe(21);
    const optional = [...contracts.values()].flatMap(({ shape }) =>
      Object.values(shape).filter(field => field.safeParse(undefined).success),
    );
    expect(optional.length).toBeGreaterThan(14);
  });

  it.each([...contracts])('counts as absent in %s', async (_name, request) => {
    const fields = Object.keys(request.shape);
    for (const absent of fields) {
      expect(await outcome(request, { [absent]: null })).toEqual(await outcome(request, {}));
    }
    const allNull = Object.fromEntries(fields.map(field => [field, null]));
    expect(await outcome(request, allNull)).toEqual(await outcome(request, {}));
  });
});
