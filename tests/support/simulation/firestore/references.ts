import type { Precondition, SetOptions } from 'firebase-admin/firestore';
import { type Connection, read } from './connection.ts';
import { idOf, parentOf } from './document-store.ts';
import { SimulatedQuery } from './query.ts';
import { SimulatedDocumentSnapshot } from './snapshots.ts';
import type { Fields } from './values.ts';
import { SimulatedBatch } from './writes.ts';

/** A place for a document. */
export class SimulatedDocumentReference {
  readonly path: string;
  readonly #connection: Connection;

  constructor(connection: Connection, path: string) {
    if (path.split('/').length % 2 !== 0) throw new Error(`${path} is no path of a document.`);
    this.#connection = connection;
    this.path = path;
  }

  get id(): string {
    return idOf(this.path);
  }

  get parent(): SimulatedCollectionReference {
    return new SimulatedCollectionReference(this.#connection, parentOf(this.path));
  }

  get(): Promise<SimulatedDocumentSnapshot> {
    return read(this.#connection, {
      method: 'read',
      about: this.path,
      serve: (store, now) => new SimulatedDocumentSnapshot(this, store.get(this.path), now),
    });
  }

  create(fields: Fields): Promise<void> {
    return new SimulatedBatch(this.#connection).create(this, fields).commit();
  }

  set(fields: Fields, options?: SetOptions): Promise<void> {
    return new SimulatedBatch(this.#connection).set(this, fields, options).commit();
  }

  update(fields: Fields, precondition?: Precondition): Promise<void> {
    return new SimulatedBatch(this.#connection).update(this, fields, precondition).commit();
  }

  delete(precondition?: Precondition): Promise<void> {
    return new SimulatedBatch(this.#connection).delete(this, precondition).commit();
  }

  listCollections(): Promise<SimulatedCollectionReference[]> {
    return read(this.#connection, {
      method: 'query',
      about: `collections of ${this.path}`,
      serve: store =>
        store
          .collectionsUnder(this.path)
          .map(id => new SimulatedCollectionReference(this.#connection, `${this.path}/${id}`)),
    });
  }
}

/** A collection, which is also the query for all of its documents. */
export class SimulatedCollectionReference extends SimulatedQuery {
  readonly path: string;

  constructor(connection: Connection, path: string) {
    if (path.split('/').length % 2 !== 1) throw new Error(`${path} is no path of a collection.`);
    super(connection, {
      from: path,
      allOfThatId: false,
      reference: document => new SimulatedDocumentReference(connection, document),
    });
    this.path = path;
  }

  get id(): string {
    return idOf(this.path);
  }

  get parent(): SimulatedDocumentReference | null {
    return this.path.includes('/')
      ? new SimulatedDocumentReference(this.connection, parentOf(this.path))
      : null;
  }

  doc(id = this.connection.newId()): SimulatedDocumentReference {
    return new SimulatedDocumentReference(this.connection, `${this.path}/${id}`);
  }

  listDocuments(): Promise<SimulatedDocumentReference[]> {
    return read(this.connection, {
      method: 'query',
      about: `documents of ${this.path}`,
      serve: store =>
        [...store.in(this.path)].map(({ path }) => new SimulatedDocumentReference(this.connection, path)),
    });
  }
}
