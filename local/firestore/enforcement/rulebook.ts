import { formatIssue, type Issue } from '../rules/check/issues.ts';
import { compileRules } from '../rules/compile-rules.ts';
import { coveragePage } from '../rules/coverage/page.ts';
import { coverageReport } from '../rules/coverage/report.ts';
import type { Ruleset } from '../rules/ruleset.ts';
import { FirestoreError, invalidArgument } from '../storage/errors.ts';
import type { Json } from '../storage/value-json.ts';
import type { RulesControl, RulesIssue } from '../transports/rpc/rules-control.ts';

/** `debug(x)` answers x, so that rules with it can be tried out as with Google's emulator. */
const AS_EMULATOR = { debug: true };

/** The rules in force: one text for each project, and perhaps one for all projects that have none of their own. */
export class Rulebook implements RulesControl {
  private readonly projects = new Map<string, Ruleset>();
  private fallback: Ruleset | undefined;

  /** The rules of a project; undefined when everything is allowed in it. */
  rulesOf(project: string): Ruleset | undefined {
    return this.projects.get(project) ?? this.fallback;
  }

  load(project: string, source: string, ignoreErrors: boolean): readonly RulesIssue[] {
    const compiled = compileRules(source, AS_EMULATOR);
    if (compiled.ok) {
      this.projects.set(project, compiled.ruleset);
      return compiled.ruleset.warnings.map(toRulesIssue);
    }
    if (!ignoreErrors) throw invalidArgument(compileErrorText(compiled.issues));
    return compiled.issues.map(toRulesIssue);
  }

  /**
   * Puts a text in force for one project, or for every project that has none of its own.
   *
   * @throws INVALID_ARGUMENT naming every error; then the rules before stay in force
   */
  loadFor(project: string | undefined, source: string): readonly RulesIssue[] {
    if (project !== undefined) return this.load(project, source, false);
    const compiled = compileRules(source, AS_EMULATOR);
    if (!compiled.ok) throw invalidArgument(compileErrorText(compiled.issues));
    this.fallback = compiled.ruleset;
    return compiled.ruleset.warnings.map(toRulesIssue);
  }

  coverage(project: string): Json {
    return coverageReport(this.loaded(project)) as unknown as Json;
  }

  coveragePage(project: string): string {
    return coveragePage(this.loaded(project));
  }

  private loaded(project: string): Ruleset {
    const ruleset = this.rulesOf(project);
    if (ruleset === undefined) {
      throw new FirestoreError('NOT_FOUND', `No rules are loaded for project "${project}".`);
    }
    return ruleset;
  }
}

const compileErrorText = (issues: readonly Issue[]): string =>
  `Error compiling rules:\n${issues.map(formatIssue).join('\n')}`;

const toRulesIssue = ({ line, column, message, severity }: Issue): RulesIssue => ({
  line,
  column,
  description: message,
  severity,
});
