import type { Json } from '../../storage/value-json.ts';

/** A finding of the rules compiler. */
export interface RulesIssue {
  readonly line: number;
  readonly column: number;
  readonly description: string;
  readonly severity: 'ERROR' | 'WARNING';
}

/** What the control endpoints need of the rules; attached when the server has a rules engine. */
export interface RulesControl {
  /**
   * Puts new rules in force for a project.
   *
   * @param ignoreErrors report errors as issues and keep the old rules instead of throwing
   * @throws INVALID_ARGUMENT naming every compile error with its line and column
   */
  load(project: string, source: string, ignoreErrors: boolean): readonly RulesIssue[];
  /** How often each expression was true, false or an error, for the emulator's report. */
  coverage(project: string): Json;
  /** The same as a page. */
  coveragePage(project: string): string;
}
