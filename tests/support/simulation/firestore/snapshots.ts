import { type FieldPath, Timestamp } from 'firebase-admin/firestore';
import { idOf, type StoredDocument } from './document-store.ts';
import type { SimulatedDocumentReference } from './references.ts';
import { type Fields, masked, segmentsOf, valueAt } from './values.ts';

export type FieldMask = readonly (string | FieldPath)[];

/** What was read of a document's place. */
export class SimulatedDocumentSnapshot {
  readonly ref: SimulatedDocumentReference;
  readonly createTime: Timestamp | undefined;
  readonly updateTime: Timestamp | undefined;
  readonly readTime: Timestamp;
  readonly #fields: Fields | undefined;

  constructor(
    ref: SimulatedDocumentReference,
    stored: StoredDocument | undefined,
    now: number,
    mask?: FieldMask,
  ) {
    this.ref = ref;
    this.createTime = stored?.createTime;
    this.updateTime = stored?.updateTime;
    this.readTime = Timestamp.fromMillis(now);
    this.#fields = stored && mask ? masked(stored.fields, mask) : stored?.fields;
  }

  get id(): string {
    return idOf(this.ref.path);
  }

  get exists(): boolean {
    return this.#fields !== undefined;
  }

  /** A map of its own: callers add to it. */
  data(): Record<string, unknown> | undefined {
    return this.#fields && { ...this.#fields };
  }

  get(field: string | FieldPath): unknown {
    return this.#fields && valueAt(this.#fields, segmentsOf(field));
  }
}

/** What a query found. */
export class SimulatedQuerySnapshot {
  readonly docs: readonly SimulatedDocumentSnapshot[];

  constructor(docs: readonly SimulatedDocumentSnapshot[]) {
    this.docs = docs;
  }

  get size(): number {
    return this.docs.length;
  }

  get empty(): boolean {
    return this.docs.length === 0;
  }

  forEach(callback: (document: SimulatedDocumentSnapshot) => void): void {
    for (const document of this.docs) callback(document);
  }
}
