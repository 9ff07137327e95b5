import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { authorize } from '../../local/firestore/rules/authorize.ts';
import { compileRules } from '../../local/firestore/rules/compile-rules.ts';
import { childrenOf } from '../../local/firestore/rules/syntax/builder.ts';
import { judge } from '../support/isolation/cases.ts';
import { fieldCases } from '../support/isolation/field-cases.ts';
import { matrixCases } from '../support/isolation/matrix-cases.ts';
import { queryCases } from '../support/isolation/query-cases.ts';
import { startRulesWorld } from '../support/isolation/rules-world.ts';
import { sessionCases } from '../support/isolation/session-cases.ts';
import { type Mutant, mutantsOf } from '../support/rules/mutants.ts';
import { judged, verdicts } from '../support/rules/recorder.ts';
import { SURVIVORS } from '../support/rules/survivors.ts';

vi.mock('../../local/firestore/rules/authorize.ts', async original => {
  const real = await original<typeof import('../../local/firestore/rules/authorize.ts')>();
  const { recording } = await import('../support/rules/recorder.ts');
  return { ...real, authorize: recording(real.authorize), judge: real.authorize };
});

/** The least share of mutants that the attacks and their controls must catch. */
const CAUGHT = 0.95;

let rules = '';
let asked = 0;
beforeAll(async () => {
  rules = await readFile(new URL('../../firestore.rules', import.meta.url), 'utf8');
  const world = await startRulesWorld();
  for (const one of [...matrixCases(), ...fieldCases(), ...queryCases(), ...sessionCases()])
    await judge(world, one);
  await world.close();
  asked = verdicts.length;
});

describe('the attacks and their controls', () => {
  it('reach every expression of the rules', () => {
    const { ruleset } = judged;
    if (!ruleset) throw new Error('Nothing was asked.');
    // `duration` is a namespace, and `request.query` is known to a proof as one thing: neither name has a value.
    const namespaces = new Set(
      ruleset.file.expressions.flatMap(part =>
        (part.kind === 'method' && part.target.kind === 'name' && part.target.name === 'duration') ||
        (part.kind === 'member' && part.name === 'query')
          ? [part.target.id]
          : [],
      ),
    );
    const missed = ruleset.file.expressions.filter(({ id }) => {
      const { true: yes, false: no, error, other } = ruleset.coverage.of(id);
      return yes + no + error + other === 0 && !namespaces.has(id);
    });
    expect(
      missed.map(({ span }) => `${span.line}:${span.column} ${rules.slice(span.start, span.end)}`),
    ).toEqual([]);
    expect(ruleset.file.expressions.some(part => childrenOf(part).length > 0)).toBe(true);
  });

  it('see every allow say yes, and say no', () => {
    const { ruleset } = judged;
    const conditions =
      ruleset?.blocks.flatMap(({ allows }) => allows.map(({ statement }) => statement)) ?? [];
    expect(conditions.length).toBeGreaterThan(20);
    const onesided = conditions.flatMap(({ condition, span }) => {
      if (!condition || !ruleset) return [`${span.line}: has no condition`];
      const { true: yes, false: no, error } = ruleset.coverage.of(condition.id);
      return yes > 0 && no + error > 0 ? [] : [`${span.line}: ${yes} times yes, ${no + error} times no`];
    });
    expect(onesided).toEqual([]);
  });
});

describe('a change to the rules', () => {
  let mutants: Mutant[] = [];
  let survivors: Mutant[] = [];
  const notes: string[] = [];

  beforeAll(() => {
    mutants = mutantsOf(rules);
    survivors = mutants.filter(mutant => !isCaught(mutant));
  });
  afterAll(() => {
    for (const line of notes) console.log(line);
  });

  it('is noticed: at least 95 % of the mutants are caught', () => {
    const caught = mutants.length - survivors.length;
    notes.push(`${caught} of ${mutants.length} mutants caught, over ${asked} recorded requests`);
    for (const { line, column, change } of survivors)
      notes.push(`  survived at ${line}:${column}  ${change}`);
    expect(mutants.length).toBeGreaterThan(300);
    expect(caught / mutants.length).toBeGreaterThanOrEqual(CAUGHT);
  });

  it('that nobody notices is known, with the reason', () => {
    const known = new Set(SURVIVORS.map(({ change }) => change));
    expect(survivors.map(({ change }) => change).filter(change => !known.has(change))).toEqual([]);
    const alive = new Set(survivors.map(({ change }) => change));
    expect(SURVIVORS.filter(({ change }) => !alive.has(change))).toEqual([]);
  });
});

function isCaught({ source }: Mutant): boolean {
  const compiled = compileRules(source);
  if (!compiled.ok) throw new Error('A mutant does not compile.');
  for (let index = 0; index < asked; index += 1) {
    const verdict = verdicts[index];
    if (!verdict) return false;
    const decision = authorize(compiled.ruleset, verdict.request, verdict.reader);
    // Asking is recorded, too.
    verdicts.length = asked;
    if (decision.allowed !== verdict.allowed) return true;
  }
  return false;
}
