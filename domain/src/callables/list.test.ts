import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CallableContract } from './contract.ts';
import { clientTimeoutMs } from './contract.ts';
import { errorsOf } from './errors-of.ts';
import { CONTRACTS } from './list.ts';

const contracts: readonly (readonly [string, CallableContract])[] = Object.entries(CONTRACTS);
const FOLDER = new URL('./', import.meta.url);

describe('the list of the callables', () => {
  it('has every contract of this folder', () => {
    const declared = readdirSync(FOLDER)
      .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap(file => [
        ...readFileSync(new URL(file, FOLDER), 'utf8').matchAll(/^export const (\w+Contract) =/gm),
      ])
      .map(([, name = '']) => name);
    const list = readFileSync(new URL('list.ts', FOLDER), 'utf8');
    const missing = declared.filter(name => !list.includes(`: ${name},`));
    expect(missing.map(name => `add ${name} to CONTRACTS in domain/src/callables/list.ts`)).toEqual([]);
    expect(declared.length).toBe(contracts.length);
  });

  it.each(contracts)('says the name that is in the contract: %s', (name, { callable }) => {
    expect(callable.name).toBe(name);
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });
});

describe.each(contracts)('the contract of %s', (_name, contract) => {
  const { callable, example, limit, purpose } = contract;

  it('has an example that it takes and answers itself', () => {
    expect(callable.request.safeParse(example.request).error).toBeUndefined();
    expect(callable.response.parse(example.response)).toEqual(example.response);
  });

  it('lets nobody use up the day in a minute by accident', () => {
    expect(limit.perMinute).toBeGreaterThan(0);
    expect(limit.perDay).toBeGreaterThanOrEqual(limit.perMinute);
  });

  it('has a client wait longer than the function may take, and not much longer', () => {
    const limitMs = callable.timeLimitSeconds * 1_000;
    expect(clientTimeoutMs(callable)).toBeGreaterThan(limitMs);
    expect(clientTimeoutMs(callable)).toBeLessThanOrEqual(limitMs + 15_000);
  });

  it('says in sentences what it does and when it refuses', () => {
    const refusals = [...errorsOf(contract).values()].flatMap(({ when }) => when);
    for (const sentence of [purpose, ...refusals]) expect(sentence).toMatch(/^\W?[A-Za-z].*\.$/);
  });

  it('says what it asks of who calls in its refusals', () => {
    const reasons = [...errorsOf(contract).values()].flatMap(error => error.reasons);
    expect(reasons.includes('recent_sign_in')).toBe(contract.session === 'recent');
    expect(reasons.includes('confirm_address')).toBe(contract.requires !== 'signed-in');
    expect(reasons).toContain('unproven_app');
  });
});
