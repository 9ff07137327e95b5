import { unsupported } from '../library/signature.ts';
import { LIMITS } from '../syntax/limits.ts';
import { type EvaluationError, fail } from '../values/evaluation-error.ts';
import { pathText } from '../values/text.ts';
import { typeOf } from '../values/types.ts';
import { MapValue, type Outcome, Path, type Value } from '../values/value.ts';

/**
 * Where get() and exists() look documents up, synchronously. `path` is complete:
 * `['databases', db, 'documents', collection, id, ...]`. undefined: no such document.
 */
export interface DocumentReader {
  /** The state before the operation, as get() and exists() see it. */
  before(path: readonly string[]): MapValue | undefined;
  /** The state after the whole batch or transaction, as getAfter() and existsAfter() see it. */
  after(path: readonly string[]): MapValue | undefined;
}

/** A document that the rules looked at, and in which state. */
export interface DocumentRead {
  readonly path: readonly string[];
  readonly state: 'before' | 'after';
}

/** How many different documents a group of operations may read together; paths repeated are free. */
export class ReadBudget {
  private readonly limit: number;
  private readonly paths = new Set<string>();

  constructor(limit: number = LIMITS.sharedDocumentReads) {
    this.limit = limit;
  }

  /** False when this would be one document too many. */
  take(path: string): boolean {
    if (this.paths.has(path)) return true;
    if (this.paths.size >= this.limit) return false;
    this.paths.add(path);
    return true;
  }
}

/** A document as rules see it: `data`, `id` and `__name__`. Its data is only asked for when read. */
export class ResourceValue extends MapValue {
  private readonly path: readonly string[];
  private readonly document: { readonly data: MapValue };

  constructor(path: readonly string[], document: { readonly data: MapValue }) {
    super();
    this.path = path;
    this.document = document;
  }

  get(key: string): Value | undefined {
    if (key === 'data') return this.document.data;
    if (key === 'id') return this.path.at(-1) ?? '';
    return key === '__name__' ? new Path(this.path) : undefined;
  }

  keys(): readonly string[] {
    return ['__name__', 'data', 'id'];
  }
}

const isDocumentPath = ({ segments }: Path): boolean =>
  segments.length >= 5 &&
  segments.length % 2 === 1 &&
  segments[0] === 'databases' &&
  segments[2] === 'documents';

/** The reads of one operation: counts them, remembers them, and asks the reader once for each. */
export class ReadLog {
  private readonly reader: DocumentReader;
  private readonly shared: ReadBudget | undefined;
  private readonly own = new ReadBudget(LIMITS.documentReads);
  private readonly known = new Map<string, Value>();
  private readonly log: DocumentRead[] = [];

  constructor(reader: DocumentReader, shared: ReadBudget | undefined) {
    this.reader = reader;
    this.shared = shared;
  }

  get reads(): readonly DocumentRead[] {
    return this.log;
  }

  /** Evaluates get, exists, getAfter or existsAfter. */
  call(name: string, args: readonly Value[]): Outcome {
    const [path] = args;
    if (args.length !== 1 || !(path instanceof Path)) {
      return unsupported(`${name}(${args.map(typeOf).join(', ')})`, `${name}(path)`);
    }
    const state = name.endsWith('After') ? 'after' : 'before';
    const resource = this.read(path, state);
    return name.startsWith('exists') && (resource === null || resource instanceof MapValue)
      ? resource !== null
      : resource;
  }

  private read(path: Path, state: DocumentRead['state']): Value | EvaluationError {
    const text = pathText(path);
    if (!isDocumentPath(path)) return fail(`Not the path of a document: ${text}.`);
    const key = `${state} ${text}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (!this.own.take(text)) {
      return fail(`Maximum of ${LIMITS.documentReads} document reads for one request has been reached.`);
    }
    if (this.shared !== undefined && !this.shared.take(text)) {
      return fail(
        `Maximum of ${LIMITS.sharedDocumentReads} document reads for all requests has been reached.`,
      );
    }
    this.log.push({ path: path.segments, state });
    const data = state === 'after' ? this.reader.after(path.segments) : this.reader.before(path.segments);
    const resource = data === undefined ? null : new ResourceValue(path.segments, { data });
    this.known.set(key, resource);
    return resource;
  }
}
