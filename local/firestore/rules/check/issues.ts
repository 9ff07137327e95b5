import type { Position } from '../syntax/position.ts';

/** Something to tell about a ruleset. A warning does not keep it from being used; an error does. */
export interface Issue {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly severity: 'ERROR' | 'WARNING';
}

/** One line as compilers print it: `L4:14 text`. */
export const formatIssue = (issue: Issue): string => `L${issue.line}:${issue.column} ${issue.message}`;

/** Collects issues; a hostile text may have very many, so only the first are kept. */
export class IssueList {
  private static readonly MAX = 200;
  private readonly found: Issue[] = [];
  private failed = false;

  error(message: string, at: Position): void {
    this.failed = true;
    this.add(message, at, 'ERROR');
  }

  warning(message: string, at: Position): void {
    this.add(message, at, 'WARNING');
  }

  get hasErrors(): boolean {
    return this.failed;
  }

  /** In the order of the text. */
  sorted(): readonly Issue[] {
    return [...this.found].sort((a, b) => a.line - b.line || a.column - b.column);
  }

  private add(message: string, at: Position, severity: Issue['severity']): void {
    if (this.found.length < IssueList.MAX || severity === 'ERROR') {
      if (this.found.length >= IssueList.MAX) this.found.pop();
      this.found.push({ line: at.line, column: at.column, message, severity });
    }
  }
}
