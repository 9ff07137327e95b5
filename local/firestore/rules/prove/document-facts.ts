import { member } from '../evaluate/access.ts';
import { EvaluationError } from '../values/evaluation-error.ts';
import { typeOf } from '../values/types.ts';
import { Path, type Value } from '../values/value.ts';
import type { Atom } from './branches.ts';
import { anyValue, type Knowledge, learn, NOTHING } from './knowledge.ts';
import type { QueryShape } from './query.ts';
import { typeSet } from './type-sets.ts';

const keyOf = (field: readonly string[]): string => JSON.stringify(field);

const isName = (field: readonly string[]): boolean => field.length === 1 && field[0] === '__name__';

const exactly = (value: Value): Knowledge => ({
  ...anyValue(typeSet(typeOf(value))),
  exact: { value },
});

/** All that one branch of a query says about every document that it can return. */
export class DocumentFacts {
  private readonly fields = new Map<
    string,
    { readonly path: readonly string[]; readonly known: Knowledge }
  >();
  /** The complete path, where `__name__` is fixed. */
  readonly name: Path | undefined;
  /** What is known of the last segment of the name. */
  readonly id: Knowledge;

  constructor(atoms: readonly Atom[], query: QueryShape) {
    let id = anyValue(typeSet('string'));
    let name: Path | undefined;
    for (const atom of atoms) {
      if (!isName(atom.field)) {
        this.note(atom.field, known => learn(known, atom));
      } else if (atom.value instanceof Path) {
        if (atom.operator === '==') name = atom.value;
        id = learnId(id, atom, atom.value, query);
      }
    }
    // Documents without a field that results are ordered by are not among them.
    for (const { field } of query.orderBy ?? []) {
      if (!isName(field)) this.note(field, known => ({ ...known, exists: true }));
    }
    this.name = name;
    this.id = id;
  }

  /** What is known of the field at a path; undefined if reading it fails for every document. */
  at(field: readonly string[]): Knowledge | undefined {
    const own = this.fields.get(keyOf(field))?.known;
    if (own?.exact !== undefined) return own;
    for (let length = field.length - 1; length > 0; length -= 1) {
      const ancestor = this.fields.get(keyOf(field.slice(0, length)))?.known;
      if (ancestor?.exact !== undefined) return inside(ancestor.exact.value, field.slice(length));
    }
    if (own !== undefined) return own;
    return this.hasBelow(field) ? { ...anyValue(typeSet('map')) } : NOTHING;
  }

  /** Keys that every document has at a path (the empty one being the document itself). */
  keysAt(path: readonly string[]): string[] {
    const keys = new Set<string>();
    for (const { path: field, known } of this.fields.values()) {
      const key = field[path.length];
      if (key !== undefined && known.exists && path.every((segment, index) => field[index] === segment))
        keys.add(key);
    }
    return [...keys];
  }

  private note(path: readonly string[], change: (known: Knowledge) => Knowledge): void {
    const key = keyOf(path);
    this.fields.set(key, { path, known: change(this.fields.get(key)?.known ?? NOTHING) });
  }

  private hasBelow(path: readonly string[]): boolean {
    return this.keysAt(path).length > 0;
  }
}

/** A field inside of a map that is known entirely. */
const inside = (value: Value, rest: readonly string[]): Knowledge | undefined => {
  let current: Value = value;
  for (const key of rest) {
    const next = member(current, key);
    if (next instanceof EvaluationError) return undefined;
    current = next;
  }
  return exactly(current);
};

/** `__name__` compared with documents of the queried collection says as much about the id. */
const learnId = (known: Knowledge, atom: Atom, name: Path, query: QueryShape): Knowledge => {
  const collection = name.segments.slice(0, -1);
  const queried = [...query.parent, query.collection ?? ''];
  const sameCollection =
    !query.allDescendants &&
    collection.length === queried.length &&
    collection.every((segment, index) => segment === queried[index]);
  if (!sameCollection && atom.operator !== '==') return known;
  return learn(known, { ...atom, value: name.segments.at(-1) ?? '' });
};
