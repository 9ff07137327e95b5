import { type Decision, errorEntry, falseEntry, traceOf } from '../decision.ts';
import { EvaluationBudget } from '../evaluate/budget.ts';
import type { ReadLog } from '../evaluate/reads.ts';
import { authValue, type ListRequest, RecordValue } from '../request.ts';
import type { Ruleset } from '../ruleset.ts';
import type { AllowStatement } from '../syntax/ast.ts';
import type { Position } from '../syntax/position.ts';
import { EvaluationAborted } from '../values/evaluation-error.ts';
import { StoredMap, type Value } from '../values/value.ts';
import { type Abstract, asTruth, known, symbolic } from './abstract.ts';
import { branchesOf } from './branches.ts';
import { DocumentFacts } from './document-facts.ts';
import { AbstractInterpreter } from './interpreter.ts';
import { isProven } from './logic.ts';
import { ID_FIELD } from './paths.ts';
import type { QueryShape } from './query.ts';
import { coveringBlocks, nameOf, type ResultPath, resultPaths } from './shapes.ts';

/** `request.query`: limit is null unless set; orderBy maps each field to its direction. */
const queryValue = ({ limit, offset, orderBy }: QueryShape): Value =>
  new RecordValue({
    limit: limit === undefined ? null : BigInt(limit),
    offset: BigInt(offset ?? 0),
    orderBy: new StoredMap(
      (orderBy ?? []).map(({ field, direction }) => [field.join('.'), direction] as const),
    ),
  });

const record = (properties: { readonly [key: string]: Abstract }): Abstract => ({
  kind: 'record',
  properties: new Map(Object.entries(properties)),
});

const deniedEntry = (statement: AllowStatement, value: Abstract, open: Position | undefined): string => {
  if (value.kind === 'failed') return errorEntry(statement, 'list', value.error);
  const { mayBeTrue, mayBeFalse, mayFail } = asTruth(value);
  if (!mayBeTrue && mayBeFalse && !mayFail) return falseEntry(statement, 'list');
  const at = open === undefined ? '' : ` at L${open.line}:${open.column}`;
  return `not proven by the query's filters${at} for 'list' @ L${(statement.condition ?? statement).span.line}`;
};

/** Proves one query; the reads it makes count against one budget, whatever the number of branches. */
class ListProof {
  private readonly ruleset: Ruleset;
  private readonly request: ListRequest;
  private readonly reads: ReadLog;
  readonly denials = new Set<string>();

  constructor(ruleset: Ruleset, request: ListRequest, reads: ReadLog) {
    this.ruleset = ruleset;
    this.request = request;
    this.reads = reads;
  }

  holds(): boolean {
    const { query } = this.request;
    if (query.allDescendants && this.ruleset.file.version === 1) {
      this.denials.add("Collection group queries need rules_version = '2'.");
      return false;
    }
    const branches = branchesOf(query.filter);
    if (branches === undefined) {
      this.denials.add('The query has too many alternatives.');
      return false;
    }
    return branches.every(atoms => {
      const facts = new DocumentFacts(atoms, query);
      return resultPaths(query, facts, this.ruleset).every(path => this.allows(path, facts));
    });
  }

  /** Whether some rule allows every document with such a path. */
  private allows(path: ResultPath, facts: DocumentFacts): boolean {
    const { auth, time, query } = this.request;
    const anyDepth = query.allDescendants;
    const name = nameOf(path, anyDepth);
    const id = path.at(-1);
    const request = record({
      auth: known(authValue(auth)),
      method: known('list'),
      path: name,
      query: known(queryValue(query)),
      time: known(time),
    });
    const resource = record({
      __name__: name,
      data: { kind: 'data' },
      id: id === undefined ? symbolic(facts.id, ID_FIELD) : known(id),
    });
    const { coverage, withDebug } = this.ruleset;
    const services = { reads: this.reads, budget: new EvaluationBudget(), coverage, withDebug };
    for (const { block, variables } of coveringBlocks(this.ruleset, path, facts, anyDepth)) {
      const context = { facts, request, resource, variables };
      for (const { statement } of block.allows) {
        if (!statement.methods.has('list')) continue;
        if (statement.condition === undefined) return true;
        const interpreter = new AbstractInterpreter(context, services);
        const value = interpreter.condition(statement.condition, block.block.scope);
        if (isProven(value)) return true;
        this.denials.add(deniedEntry(statement, value, interpreter.open));
      }
    }
    return false;
  }
}

/**
 * Rules are no filters: a query is allowed only if every document that it could ever return satisfies them,
 * whatever is stored. What the query's filters do not prove is denied.
 */
export const proveList = (ruleset: Ruleset, request: ListRequest, reads: ReadLog): Decision => {
  const proof = new ListProof(ruleset, request, reads);
  try {
    const allowed = proof.holds();
    return { allowed, trace: allowed ? '' : traceOf([...proof.denials]), reads: reads.reads };
  } catch (error) {
    if (!(error instanceof EvaluationAborted)) throw error;
    return { allowed: false, trace: traceOf([...proof.denials, error.message]), reads: reads.reads };
  }
};
