import type { Precondition, SetOptions } from 'firebase-admin/firestore';
import { type Connection, commitBatch } from './connection.ts';
import type { Write } from './document-store.ts';
import type { SimulatedDocumentReference } from './references.ts';
import { encodedFields, type Fields } from './values.ts';

type Reference = SimulatedDocumentReference;

export const createOf = ({ path }: Reference, fields: Fields): Write => ({
  kind: 'create',
  path,
  fields: encodedFields(fields),
});

export const setOf = ({ path }: Reference, fields: Fields, options: SetOptions = {}): Write => ({
  kind: 'merge' in options && options.merge ? 'merge' : 'set',
  path,
  fields: encodedFields(fields),
});

export const updateOf = ({ path }: Reference, fields: Fields, precondition: Precondition = {}): Write => {
  if (Object.keys(fields).length === 0) throw new Error('At least one field must be updated.');
  return { kind: 'update', path, fields: encodedFields(fields), ...precondition };
};

export const deleteOf = ({ path }: Reference, precondition: Precondition = {}): Write => ({
  kind: 'delete',
  path,
  fields: {},
  ...precondition,
});

/** For a trace: what is done to which documents. */
export const describeWrites = (writes: readonly Write[]): string =>
  writes.map(({ kind, path }) => `${kind} ${path}`).join(', ');

/** Writes that are carried out together or not at all. */
export class SimulatedBatch {
  readonly #connection: Connection;
  readonly #writes: Write[] = [];
  #committed = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(reference: Reference, fields: Fields): this {
    return this.#add(createOf(reference, fields));
  }

  set(reference: Reference, fields: Fields, options?: SetOptions): this {
    return this.#add(setOf(reference, fields, options));
  }

  update(reference: Reference, fields: Fields, precondition?: Precondition): this {
    return this.#add(updateOf(reference, fields, precondition));
  }

  delete(reference: Reference, precondition?: Precondition): this {
    return this.#add(deleteOf(reference, precondition));
  }

  async commit(): Promise<void> {
    this.#committed = true;
    const writes = [...this.#writes];
    await commitBatch(this.#connection, {
      method: 'commit',
      about: describeWrites(writes),
      serve: (store, now) => store.commit(writes, now),
    });
  }

  #add(write: Write): this {
    if (this.#committed) throw new Error('Cannot modify a WriteBatch that has been committed.');
    this.#writes.push(write);
    return this;
  }
}
