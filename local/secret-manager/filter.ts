import { invalidArgument } from './errors.ts';

/** The values of a resource that a filter may ask for, by field path (`state`, `labels.team`). */
export type Fields = ReadonlyMap<string, string | number>;
export type Predicate = (fields: Fields) => boolean;

const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/;
const QUOTED = /"(?:[^"\\]|\\.)*"/;
const TOKEN = new RegExp(`\\s*(?:${QUOTED.source}|${TIME.source}|[()]|[<>!]?=|[<>:]|[^\\s()<>=!:"]+)`, 'y');
const OPERATORS = new Set(['=', '!=', ':', '<', '>', '<=', '>=']);

/**
 * Compiles a list filter: comparisons joined by AND, OR, NOT and parentheses, as in `state:ENABLED` or
 * `labels.team=desk AND NOT name:old`. `:` is a case-insensitive substring (`:*` asks for presence), times
 * are compared as instants. OR binds tighter than AND (AIP-160). An empty filter lets everything through.
 *
 * @throws INVALID_ARGUMENT for anything that is not such a filter
 */
export function compileFilter(filter: string): Predicate {
  const tokens = tokenize(filter);
  if (tokens.length === 0) return () => true;
  const parser = new Parser(filter, tokens);
  const predicate = parser.conjunction();
  parser.expectEnd();
  return predicate;
}

class Parser {
  readonly #filter: string;
  readonly #tokens: string[];
  #at = 0;

  constructor(filter: string, tokens: string[]) {
    this.#filter = filter;
    this.#tokens = tokens;
  }

  conjunction(): Predicate {
    const terms = [this.#disjunction()];
    while (this.#peek() !== undefined && this.#peek() !== ')') {
      this.#accept('AND');
      terms.push(this.#disjunction());
    }
    return fields => terms.every(term => term(fields));
  }

  expectEnd(): void {
    if (this.#peek() !== undefined) throw malformed(this.#filter);
  }

  #disjunction(): Predicate {
    const terms = [this.#term()];
    while (this.#accept('OR')) terms.push(this.#term());
    return fields => terms.some(term => term(fields));
  }

  #term(): Predicate {
    if (this.#accept('NOT')) {
      const term = this.#term();
      return fields => !term(fields);
    }
    if (this.#accept('(')) {
      const inside = this.conjunction();
      if (!this.#accept(')')) throw malformed(this.#filter);
      return inside;
    }
    const field = this.#next();
    const operator = this.#next();
    const value = this.#next();
    if (!OPERATORS.has(operator) || OPERATORS.has(value) || !/^\w[\w.-]*$/.test(field)) {
      throw malformed(this.#filter);
    }
    return comparison(field, operator, value.startsWith('"') ? String(JSON.parse(value)) : value);
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #accept(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at += 1;
    return true;
  }

  #next(): string {
    const token = this.#peek();
    if (token === undefined) throw malformed(this.#filter);
    this.#at += 1;
    return token;
  }
}

function comparison(field: string, operator: string, wanted: string): Predicate {
  return fields => {
    const actual = fields.get(field);
    if (actual === undefined) return operator === '!=';
    if (operator === ':') {
      return wanted === '*' || String(actual).toLowerCase().includes(wanted.toLowerCase());
    }
    const difference =
      typeof actual === 'number'
        ? actual - Date.parse(wanted)
        : actual < wanted
          ? -1
          : actual > wanted
            ? 1
            : 0;
    switch (operator) {
      case '=':
        return difference === 0;
      case '!=':
        return difference !== 0;
      case '<':
        return difference < 0;
      case '<=':
        return difference <= 0;
      case '>':
        return difference > 0;
      default:
        return difference >= 0;
    }
  };
}

function tokenize(filter: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < filter.trimEnd().length) {
    const match = TOKEN.exec(filter);
    if (match === null) throw malformed(filter);
    tokens.push(match[0].trim());
  }
  return tokens;
}

function malformed(filter: string) {
  return invalidArgument(`The filter [${filter}] is not valid.`);
}
