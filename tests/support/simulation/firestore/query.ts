import { FieldPath, type OrderByDirection, type WhereFilterOp } from 'firebase-admin/firestore';
import { type Connection, read } from './connection.ts';
import { type DocumentStore, idOf, type StoredDocument } from './document-store.ts';
import type { SimulatedDocumentReference } from './references.ts';
import { type FieldMask, SimulatedDocumentSnapshot, SimulatedQuerySnapshot } from './snapshots.ts';
import { areEqual, compared, encoded, segmentsOf, valueAt } from './values.ts';

type Field = string | FieldPath;

interface Shape {
  /** Makes the reference of a document that was found. */
  readonly reference: (path: string) => SimulatedDocumentReference;
  readonly from: string;
  readonly allOfThatId: boolean;
  readonly filters?: readonly {
    readonly field: Field;
    readonly is: WhereFilterOp;
    readonly value: unknown;
  }[];
  readonly orders?: readonly { readonly field: Field; readonly direction: OrderByDirection }[];
  readonly limit?: number;
  readonly after?: readonly unknown[];
  readonly mask?: FieldMask;
}

/** The queries that the product asks, and no others: what is not known here throws. */
export class SimulatedQuery {
  protected readonly connection: Connection;
  readonly #shape: Shape;

  constructor(connection: Connection, shape: Shape) {
    this.connection = connection;
    this.#shape = shape;
  }

  where(field: Field, is: WhereFilterOp, value: unknown): SimulatedQuery {
    const filter = { field, is, value: encoded(value) };
    return this.#with({ filters: [...(this.#shape.filters ?? []), filter] });
  }

  orderBy(field: Field, direction: OrderByDirection = 'asc'): SimulatedQuery {
    return this.#with({ orders: [...(this.#shape.orders ?? []), { field, direction }] });
  }

  limit(limit: number): SimulatedQuery {
    return this.#with({ limit });
  }

  select(...mask: Field[]): SimulatedQuery {
    return this.#with({ mask });
  }

  /** @param after a document of the query, or the values that it is ordered by */
  startAfter(...after: unknown[]): SimulatedQuery {
    const [first] = after;
    if (!(first instanceof SimulatedDocumentSnapshot)) return this.#with({ after });
    const orders = fullOrders(this.#shape);
    return this.#with({ orders, after: orders.map(({ field }) => orderedValue(field, first)) });
  }

  get(): Promise<SimulatedQuerySnapshot> {
    return read(this.connection, {
      method: 'query',
      about: this.describe(),
      serve: (store, now) => this.answer(store, now),
    });
  }

  count(): { get(): Promise<{ data(): { count: number } }> } {
    return {
      get: () =>
        read(this.connection, {
          method: 'query',
          about: `count of ${this.describe()}`,
          serve: store => {
            const count = this.found(store).length;
            return { data: () => ({ count }) };
          },
        }),
    };
  }

  answer(store: DocumentStore, now: number): SimulatedQuerySnapshot {
    const { mask, reference } = this.#shape;
    const found = this.found(store);
    return new SimulatedQuerySnapshot(
      found.map(stored => new SimulatedDocumentSnapshot(reference(stored.path), stored, now, mask)),
    );
  }

  /** The documents that the query finds, in its order. */
  found(store: DocumentStore): readonly StoredDocument[] {
    const { from, allOfThatId, filters = [], limit, after } = this.#shape;
    const orders = fullOrders(this.#shape);
    const candidates = allOfThatId ? store.inAll(from) : store.in(from);
    const matching = [...candidates].filter(
      document =>
        filters.every(({ field, is, value }) => matches(storedValue(field, document), is, value)) &&
        orders.every(({ field }) => storedValue(field, document) !== undefined),
    );
    const compare = (values: (field: Field, index: number) => unknown) => (document: StoredDocument) => {
      for (const [index, { field, direction }] of orders.entries()) {
        const order = compared(storedValue(field, document), values(field, index)) ?? 0;
        if (order !== 0) return direction === 'asc' ? order : -order;
      }
      return 0;
    };
    matching.sort((one, other) => compare(field => storedValue(field, other))(one));
    const rest =
      after === undefined
        ? matching
        : matching.filter(
            document =>
              compare((field, index) => cursorValue(this.#shape, field, after[index]))(document) > 0,
          );
    return rest.slice(0, limit);
  }

  describe(): string {
    const filters = (this.#shape.filters ?? []).map(
      ({ field, is, value }) => ` ${field} ${is} ${String(value)}`,
    );
    return this.#shape.from + filters.join(',');
  }

  #with(changes: Partial<Shape>): SimulatedQuery {
    return new SimulatedQuery(this.connection, { ...this.#shape, ...changes });
  }
}

const isId = (field: Field): boolean => field instanceof FieldPath && field.isEqual(FieldPath.documentId());

/** The orders that are asked for, the one that an inequality brings, and the documents' names last. */
function fullOrders({ orders = [], filters = [] }: Shape): NonNullable<Shape['orders']> {
  const unequal = filters.find(({ is }) => is !== '==' && is !== 'in');
  const asked =
    orders.length > 0 || !unequal ? orders : [{ field: unequal.field, direction: 'asc' } as const];
  if (asked.some(({ field }) => isId(field))) return asked;
  return [...asked, { field: FieldPath.documentId(), direction: asked.at(-1)?.direction ?? 'asc' }];
}

const storedValue = (field: Field, { path, fields }: StoredDocument): unknown =>
  isId(field) ? path : valueAt(fields, segmentsOf(field));

const orderedValue = (field: Field, document: SimulatedDocumentSnapshot): unknown =>
  isId(field) ? document.ref.path : document.get(field);

/** A name may be given as an id, where there is one collection only. */
function cursorValue({ from, allOfThatId }: Shape, field: Field, value: unknown): unknown {
  if (!isId(field) || typeof value !== 'string' || value.includes('/')) return value;
  if (allOfThatId) throw new Error('A place among all collections is a whole path.');
  return `${from}/${idOf(value)}`;
}

function matches(stored: unknown, is: WhereFilterOp, value: unknown): boolean {
  if (stored === undefined) return false;
  if (is === '==') return areEqual(stored, value);
  if (is === 'in') return Array.isArray(value) && value.some(one => areEqual(stored, one));
  const order = compared(stored, value);
  if (order === undefined) return false;
  switch (is) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      throw new Error(`The stand-in knows no filter "${is}".`);
  }
}
