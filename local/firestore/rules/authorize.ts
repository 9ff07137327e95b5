import { type Decision, errorEntry, falseEntry, traceOf } from './decision.ts';
import { Evaluation } from './evaluate/evaluation.ts';
import { type DocumentReader, ReadLog, ResourceValue } from './evaluate/reads.ts';
import { type Binding, matchPath } from './match/match-path.ts';
import { proveList } from './prove/prove-list.ts';
import { type AccessRequest, authValue, type DocumentRequest, RecordValue } from './request.ts';
import type { CompiledBlock, Ruleset } from './ruleset.ts';
import { EvaluationAborted, EvaluationError, fail } from './values/evaluation-error.ts';
import { type MapValue, Path, type Value } from './values/value.ts';
import { beginWork } from './values/work.ts';

/** `request` as the rules of a single document see it: `resource` only exists for create and update. */
const requestValue = (request: DocumentRequest): MapValue => {
  const { method, path, auth, time, after } = request;
  const writes = method === 'create' || method === 'update';
  return new RecordValue({
    auth: authValue(auth),
    method,
    path: new Path(path),
    time,
    resource: writes && after ? new ResourceValue(path, after) : undefined,
  });
};

const bind = (block: CompiledBlock, binding: Binding, path: readonly string[]): Value[] => {
  const variables: Value[] = [];
  let next = 0;
  for (const segment of block.block.pattern) {
    if (segment.kind === 'literal') continue;
    const { from, to } = binding[next] ?? { from: 0, to: 0 };
    next += 1;
    variables.push(segment.kind === 'single' ? (path[from] ?? '') : new Path(path.slice(from, to)));
  }
  return variables;
};

const evaluateDocument = (
  ruleset: Ruleset,
  request: DocumentRequest,
  evaluation: Evaluation,
  denials: string[],
): boolean => {
  const { method, path } = request;
  const minimum = ruleset.file.version === 1 ? 1 : 0;
  const target = { length: path.length, isLiteral: (index: number, text: string) => path[index] === text };
  for (const block of ruleset.blocks) {
    const binding = matchPath(block.block.pattern, target, minimum);
    if (binding === undefined) continue;
    evaluation.variables = bind(block, binding, path);
    for (const { statement, condition } of block.allows) {
      if (!statement.methods.has(method)) continue;
      const outcome = condition === undefined ? true : condition(evaluation);
      if (outcome === true) return true;
      if (outcome === false) denials.push(falseEntry(statement, method));
      else if (outcome instanceof EvaluationError) denials.push(errorEntry(statement, method, outcome));
      else denials.push(errorEntry(statement, method, fail('The condition is not a boolean.')));
    }
  }
  return false;
};

const authorizeDocument = (ruleset: Ruleset, request: DocumentRequest, reads: ReadLog): Decision => {
  const { path, before } = request;
  const resource = before === null ? null : new ResourceValue(path, before);
  const evaluation = new Evaluation(requestValue(request), resource, reads);
  const denials: string[] = [];
  try {
    const allowed = evaluateDocument(ruleset, request, evaluation, denials);
    return { allowed, trace: allowed ? '' : traceOf(denials), reads: reads.reads };
  } catch (error) {
    if (!(error instanceof EvaluationAborted)) throw error;
    return { allowed: false, trace: traceOf([...denials, error.message]), reads: reads.reads };
  }
};

/**
 * Answers whether the rules allow a request. Administrators are none of its business: do not ask for them.
 * A write to several documents is asked once per document, all with one `sharedReads` budget and a reader whose
 * `after` shows the state after all of them.
 */
export const authorize = (ruleset: Ruleset, request: AccessRequest, reader: DocumentReader): Decision => {
  beginWork();
  const reads = new ReadLog(reader, request.sharedReads);
  return request.method === 'list'
    ? proveList(ruleset, request, reads)
    : authorizeDocument(ruleset, request, reads);
};
