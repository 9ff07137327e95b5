import type { Issue } from './check/issues.ts';
import type { MatchBlock } from './check/program.ts';
import type { CoverageCounts } from './coverage/counts.ts';
import type { Evaluator } from './evaluate/evaluation.ts';
import type { AllowStatement, RulesFile } from './syntax/ast.ts';

/** One `allow` statement, ready to run. */
export interface CompiledAllow {
  readonly statement: AllowStatement;
  /** undefined: always allowed. */
  readonly condition: Evaluator | undefined;
}

export interface CompiledBlock {
  readonly block: MatchBlock;
  readonly allows: readonly CompiledAllow[];
}

/** A compiled rules text. Holds no state but the counts of its coverage. */
export interface Ruleset {
  readonly source: string;
  readonly file: RulesFile;
  readonly blocks: readonly CompiledBlock[];
  /** What the text may be told about although it compiles, such as calls of unknown functions. */
  readonly warnings: readonly Issue[];
  readonly coverage: CoverageCounts;
  /** Whether `debug(x)` exists, as it does in Google's emulator only. */
  readonly withDebug: boolean;
}
