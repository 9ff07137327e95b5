import { describe, expect, it } from 'vitest';
import { ask, askList, rulesetOf, user } from '../../../test-support/rules/rulesets.ts';
import { coveragePage } from './page.ts';
import { type CoverageReport, coverageReport, type ExpressionReport } from './report.ts';

const RULES = `match /a/{x} {
  function mine() { let id = request.auth.uid; return id == x; }
  allow get: if mine() || resource.data.open;
  allow list: if request.query.limit <= 10;
  allow delete: if 'never' == 'asked <here>';
}`;

const run = () => {
  const ruleset = rulesetOf(RULES);
  ask(ruleset, { path: 'a/alice', auth: user('alice'), before: {} });
  ask(ruleset, { path: 'a/alice', auth: user('bob'), before: { open: true } });
  ask(ruleset, { path: 'a/alice', auth: user('bob'), before: { open: false } });
  ask(ruleset, { path: 'a/alice', auth: null, before: {} });
  askList(ruleset, 'a', { limit: 5 });
  askList(ruleset, 'a');
  return ruleset;
};

const find = (report: CoverageReport, text: string): ExpressionReport | undefined => {
  const content = report.rules.files[0]?.content ?? '';
  const open = [...report.report];
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    const { currentOffset, endOffset } = node.sourcePosition;
    if (content.slice(currentOffset, endOffset) === text) return node;
    open.push(...node.children);
  }
  return undefined;
};

const TRUE = { boolValue: true };
const FALSE = { boolValue: false };
const ERROR = { undefined: {} };
const OTHER = { other: {} };

describe('the coverage report', () => {
  it('counts what every expression was', () => {
    const report = coverageReport(run());
    const values = (text: string) => find(report, text)?.values.map(({ value, count }) => [value, count]);
    expect(values('mine() || resource.data.open')).toEqual([
      [TRUE, 2],
      [FALSE, 1],
      [ERROR, 1],
    ]);
    expect(values('mine()')).toEqual([
      [TRUE, 1],
      [FALSE, 2],
      [ERROR, 1],
    ]);
    expect(values('id == x')).toEqual([
      [TRUE, 1],
      [FALSE, 2],
    ]);
    expect(values('request.auth.uid')).toEqual([
      [ERROR, 1],
      [OTHER, 3],
    ]);
    expect(values('resource.data.open')).toEqual([
      [TRUE, 1],
      [FALSE, 1],
      [ERROR, 1],
    ]);
    expect(values("'never' == 'asked <here>'")).toEqual([]);
  });

  it('counts what lists prove', () => {
    const report = coverageReport(run());
    expect(find(report, 'request.query.limit <= 10')?.values).toEqual([
      { value: TRUE, count: 1 },
      { value: ERROR, count: 1 },
    ]);
  });

  it('says where each expression stands, children inside of their parents', () => {
    const report = coverageReport(run(), 'some.rules');
    expect(report.rules.files).toEqual([
      { name: 'some.rules', content: expect.stringContaining('match /a/{x}') },
    ]);
    expect(find(report, 'id == x')?.sourcePosition).toMatchObject({ line: 4, column: 55 });
    const check = (node: ExpressionReport) => {
      for (const child of node.children) {
        expect(child.sourcePosition.currentOffset).toBeGreaterThanOrEqual(node.sourcePosition.currentOffset);
        expect(child.sourcePosition.endOffset).toBeLessThanOrEqual(node.sourcePosition.endOffset);
        check(child);
      }
    };
    report.report.forEach(check);
    expect(report.report.length).toBe(5);
  });

  it('starts over when reset', () => {
    const ruleset = run();
    ruleset.coverage.reset();
    expect(find(coverageReport(ruleset), 'mine()')?.values).toEqual([]);
  });
});

describe('the coverage page', () => {
  const page = coveragePage(run());

  it('shows the whole source, escaped, line by line', () => {
    expect(page).toContain('asked &lt;here&gt;');
    expect(page).not.toContain('asked <here>');
    const lines = page.match(/<span class="line">/g) ?? [];
    expect(lines.length).toBe(run().source.split('\n').length);
  });

  it('colours expressions by what they were, with the counts in a tooltip', () => {
    expect(page).toContain('<span class="both" title="true: 1, false: 2">');
    expect(page).toContain('<span class="error" title="true: 2, false: 1, error: 1">');
    expect(page).toContain('<span class="never" title="never evaluated">');
  });

  it('closes what it opens', () => {
    expect(page.match(/<span/g)?.length).toBe(page.match(/<\/span>/g)?.length);
  });

  it('lists the conditions', () => {
    expect(page).toContain('4 of 5 expressions were evaluated');
    expect(page).toContain('<tr class="error"><td>5:17</td>');
  });
});
