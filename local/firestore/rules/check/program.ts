import type {
  AllowStatement,
  FunctionDeclaration,
  MatchStatement,
  PatternSegment,
  RulesFile,
} from '../syntax/ast.ts';

/** A lexical scope: the file, the service, or a match block. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly functions: ReadonlyMap<string, ScopedFunction>;
  /** Path variables of this block, each with its number among all that are bound down to here. */
  readonly variables: ReadonlyMap<string, number>;
}

/** A function and the scope it was declared in, whose names its body sees. */
export interface ScopedFunction {
  readonly declaration: FunctionDeclaration;
  readonly scope: Scope;
}

/** A match block by its whole path from the root. */
export interface MatchBlock {
  readonly statement: MatchStatement;
  readonly pattern: readonly PatternSegment[];
  readonly variableCount: number;
  readonly allows: readonly AllowStatement[];
  readonly scope: Scope;
}

export interface Program {
  readonly version: 1 | 2;
  readonly blocks: readonly MatchBlock[];
  readonly functions: readonly ScopedFunction[];
}

const openScope = (
  parent: Scope | undefined,
  declarations: readonly FunctionDeclaration[],
  variables: ReadonlyMap<string, number>,
): Scope => {
  const functions = new Map<string, ScopedFunction>();
  const scope: Scope = { parent, functions, variables };
  for (const declaration of declarations) {
    if (!functions.has(declaration.name)) functions.set(declaration.name, { declaration, scope });
  }
  return scope;
};

/** Lays the nested blocks of a file out flat, in the order of the text. */
export const layOut = (file: RulesFile): Program => {
  const blocks: MatchBlock[] = [];
  const functions: ScopedFunction[] = [];
  const noVariables = new Map<string, number>();
  const root = openScope(undefined, file.functions, noVariables);
  const service = openScope(root, file.service.functions, noVariables);
  functions.push(...root.functions.values(), ...service.functions.values());

  const visit = (
    statement: MatchStatement,
    parent: Scope,
    prefix: readonly PatternSegment[],
    bound: number,
  ) => {
    const variables = new Map<string, number>();
    let count = bound;
    for (const segment of statement.pattern) {
      if (segment.kind !== 'literal') variables.set(segment.name, count++);
    }
    const scope = openScope(parent, statement.functions, variables);
    const pattern = [...prefix, ...statement.pattern];
    functions.push(...scope.functions.values());
    blocks.push({ statement, pattern, variableCount: count, allows: statement.allows, scope });
    for (const child of statement.matches) visit(child, scope, pattern, count);
  };
  for (const statement of file.service.matches) visit(statement, service, [], 0);
  return { version: file.version, blocks, functions };
};

/** The function that a bare call means here: the innermost declaration. */
export const findFunction = (scope: Scope, name: string): ScopedFunction | undefined => {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.functions.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The number of the path variable that a name means here. */
export const findVariable = (scope: Scope, name: string): number | undefined => {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.variables.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
};
