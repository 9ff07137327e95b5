import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { type Case, isDenied, judge } from '../support/isolation/cases.ts';
import { fieldCases } from '../support/isolation/field-cases.ts';
import { matrixCases, OPERATIONS } from '../support/isolation/matrix-cases.ts';
import { PLACES } from '../support/isolation/places.ts';
import { queryCases } from '../support/isolation/query-cases.ts';
import { IDENTITIES, type RulesWorld, startRulesWorld } from '../support/isolation/rules-world.ts';
import { sessionCases } from '../support/isolation/session-cases.ts';

let world: RulesWorld;
const counts = { denied: 0, controls: 0, allowed: 0 };

async function hold(one: Case): Promise<void> {
  await judge(world, one);
  if (isDenied(one)) counts.denied += 1;
  counts[isDenied(one) ? 'controls' : 'allowed'] += 1;
}

beforeAll(async () => {
  world = await startRulesWorld();
});
afterAll(async () => {
  await world.close();
  console.log(
    `${counts.denied} attacks denied, ${counts.controls} controls succeeded, ${counts.allowed} requests allowed`,
  );
});

describe('the matrix', () => {
  const cases = matrixCases();

  it('has a row for every path that the product builds', () => {
    const builders = Object.keys(paths).filter(name => name !== 'PathError');
    expect(Object.keys(PLACES).toSorted()).toEqual(builders.toSorted());
    expect(cases).toHaveLength(builders.length * OPERATIONS.length * IDENTITIES.length);
  });

  // One test a path: thousands of lines of output would hide the one that matters.
  const byPath = Map.groupBy(cases, ({ title }) => title.split(' ').at(-1) ?? '');
  it.each([...byPath])('of %s holds for everybody', async (_, row) => {
    for (const one of row) await expect(hold(one), one.title).resolves.toBeUndefined();
  });
});

describe('a single field', () => {
  const cases = fieldCases();

  it('is attacked in at least 40 ways', () => {
    expect(cases.filter(isDenied).length).toBeGreaterThanOrEqual(40);
  });

  it.each(cases.map(one => [one.title, one] as const))('%s', (_, one) => hold(one));
});

describe('a query', () => {
  it.each(queryCases().map(one => [one.title, one] as const))('%s', (_, one) => hold(one));
});

describe('a session', () => {
  it.each(sessionCases().map(one => [one.title, one] as const))('%s', (_, one) => hold(one));
});
