import { checkProgram } from './check/check.ts';
import { type Issue, IssueList } from './check/issues.ts';
import { layOut, type Program } from './check/program.ts';
import { CoverageCounts } from './coverage/counts.ts';
import { ExpressionCompiler } from './evaluate/compiler.ts';
import type { CompiledBlock, Ruleset } from './ruleset.ts';
import type { RulesFile } from './syntax/ast.ts';
import { LIMITS } from './syntax/limits.ts';
import { RulesSyntaxError } from './syntax/position.ts';
import { parseRules } from './syntax/statements.ts';

export interface CompileOptions {
  /** Adds `debug(x)`, which Google's emulator has and production has not. Off by default. */
  readonly debug?: boolean;
}

export type Compilation =
  | { readonly ok: true; readonly ruleset: Ruleset }
  | { readonly ok: false; readonly issues: readonly Issue[] };

const compileBlocks = (program: Program, compiler: ExpressionCompiler): CompiledBlock[] =>
  program.blocks
    .filter(block => block.allows.length > 0)
    .map(block => ({
      block,
      allows: block.allows.map(statement => ({
        statement,
        condition: statement.condition && compiler.condition(statement.condition, block.scope),
      })),
    }));

const parse = (source: string, issues: IssueList): RulesFile | undefined => {
  if (Buffer.byteLength(source, 'utf8') > LIMITS.sourceBytes) {
    issues.error('The rules text is larger than 256 KB.', { line: 1, column: 1 });
    return undefined;
  }
  try {
    return parseRules(source);
  } catch (error) {
    if (!(error instanceof RulesSyntaxError)) throw error;
    issues.error(error.message, error.position);
    return undefined;
  }
};

/**
 * Compiles a rules text (Cloud Firestore security rules, version 1 or 2). Never throws, and takes time in
 * proportion to the text whatever it holds. Issues are in the order of the text; lines and columns count from 1.
 */
export const compileRules = (source: string, options: CompileOptions = {}): Compilation => {
  const issues = new IssueList();
  const withDebug = options.debug ?? false;
  const file = parse(source, issues);
  if (file === undefined) return { ok: false, issues: issues.sorted() };
  const program = layOut(file);
  checkProgram(file, program, issues, withDebug);
  if (issues.hasErrors) return { ok: false, issues: issues.sorted() };
  const coverage = new CoverageCounts(file.expressions.length);
  const blocks = compileBlocks(program, new ExpressionCompiler(coverage, withDebug));
  return { ok: true, ruleset: { source, file, blocks, warnings: issues.sorted(), coverage, withDebug } };
};
