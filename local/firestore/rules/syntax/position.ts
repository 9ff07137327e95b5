/** Where something stands in a rules text. Lines and columns count from 1, offsets from 0. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/** A point that messages are reported at. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The parser gives up at the first of these; compileRules turns it into an issue. */
export class RulesSyntaxError extends Error {
  readonly position: Position;

  constructor(message: string, position: Position) {
    super(message);
    this.position = position;
  }
}
