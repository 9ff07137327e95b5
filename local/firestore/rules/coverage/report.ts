import type { Ruleset } from '../ruleset.ts';
import type { Expression } from '../syntax/ast.ts';
import { childrenOf } from '../syntax/builder.ts';
import type { OutcomeCounts } from './counts.ts';
import { rootExpressions } from './roots.ts';

/** What an expression was, and how often. `undefined` stands for errors, `other` for values that are no boolean. */
export interface ValueReport {
  readonly value:
    | { readonly boolValue: boolean }
    | { readonly undefined: object }
    | { readonly other: object };
  readonly count: number;
}

export interface ExpressionReport {
  /** Lines and columns count from 1, offsets from 0; `endOffset` is the first character after the expression. */
  readonly sourcePosition: {
    readonly line: number;
    readonly column: number;
    readonly currentOffset: number;
    readonly endOffset: number;
  };
  /** Empty for an expression that was never evaluated. */
  readonly values: readonly ValueReport[];
  readonly children: readonly ExpressionReport[];
}

export interface CoverageReport {
  readonly rules: { readonly files: readonly { readonly name: string; readonly content: string }[] };
  readonly report: readonly ExpressionReport[];
}

const valuesOf = (counts: OutcomeCounts): ValueReport[] => {
  const all: ValueReport[] = [
    { value: { boolValue: true }, count: counts.true },
    { value: { boolValue: false }, count: counts.false },
    { value: { undefined: {} }, count: counts.error },
    { value: { other: {} }, count: counts.other },
  ];
  return all.filter(({ count }) => count > 0);
};

/** The counts of a ruleset in the shape of the emulator's `ruleCoverage`. */
export const coverageReport = (ruleset: Ruleset, fileName = 'firestore.rules'): CoverageReport => {
  const report = (expression: Expression): ExpressionReport => ({
    sourcePosition: {
      line: expression.span.line,
      column: expression.span.column,
      currentOffset: expression.span.start,
      endOffset: expression.span.end,
    },
    values: valuesOf(ruleset.coverage.of(expression.id)),
    children: childrenOf(expression).map(report),
  });
  return {
    rules: { files: [{ name: fileName, content: ruleset.source }] },
    report: rootExpressions(ruleset.file).map(report),
  };
};
