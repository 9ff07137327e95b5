import type { DocumentRead } from './evaluate/reads.ts';
import type { AllowStatement } from './syntax/ast.ts';
import type { EvaluationError } from './values/evaluation-error.ts';

/** The answer to a request. */
export interface Decision {
  readonly allowed: boolean;
  /** Why not, in the form of Google's emulator: an empty first line, then every rule that said no. Empty if allowed. */
  readonly trace: string;
  /** The documents that rules read through get() and its kin, each once per state. */
  readonly reads: readonly DocumentRead[];
}

/** The line that stands for an allow statement: where its condition begins. */
const lineOf = (statement: AllowStatement): number => statement.condition?.span.line ?? statement.span.line;

export const falseEntry = (statement: AllowStatement, method: string): string =>
  `false for '${method}' @ L${lineOf(statement)}`;

export const errorEntry = (statement: AllowStatement, method: string, error: EvaluationError): string => {
  const rule = `for '${method}' @ L${lineOf(statement)}`;
  const at =
    error.at === undefined ? '' : `evaluation error at L${error.at.line}:${error.at.column} ${rule}, `;
  return `${at}${error.message} ${rule}`;
};

export const traceOf = (entries: readonly string[]): string =>
  `\n${entries.length === 0 ? 'No matching allow statements' : entries.join(', ')}`;
