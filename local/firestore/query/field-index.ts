import { compareValues } from '../storage/compare.ts';
import type { StoredDocument } from '../storage/document.ts';
import { type FieldReader, fieldReader } from '../storage/field-path.ts';
import type { Value } from '../storage/values.ts';
import { BTree } from './btree.ts';
import { type DocumentPredicate, isName } from './matcher.ts';
import { documentOrder, orderedFieldsTest, type Position, positionOrder } from './order.ts';
import type { Order } from './query.ts';

/**
 * What the tree holds: a document with its value of the first ordered field at hand, because following a
 * document to its values in a big heap costs more than comparing them. Without a document it is a position.
 */
interface Entry {
  readonly first: Value | undefined;
  readonly document: StoredDocument | undefined;
  readonly position: Position | undefined;
}

type EntryOrder = (a: Entry, b: Entry) => number;

/** The documents of one scope that have certain fields, sorted by them. */
export class FieldIndex {
  readonly orders: readonly Order[];
  private readonly belongs: DocumentPredicate;
  private readonly firstOf: FieldReader;
  private readonly tree: InstanceType<typeof BTree<Entry, undefined>>;

  constructor(orders: readonly Order[], documents: Iterable<StoredDocument>) {
    this.orders = orders;
    this.belongs = orderedFieldsTest(orders);
    const leading = orders[0]?.field ?? [];
    this.firstOf = isName(leading) ? () => undefined : fieldReader(leading);
    const compare = entryOrder(orders);
    this.tree = new BTree<Entry, undefined>(undefined, compare);
    const sorted: Entry[] = [];
    for (const document of documents) if (this.belongs(document)) sorted.push(this.entry(document));
    for (const entry of sorted.sort(compare)) this.tree.set(entry, undefined);
  }

  get size(): number {
    return this.tree.size;
  }

  add(document: StoredDocument): void {
    if (this.belongs(document)) this.tree.set(this.entry(document), undefined);
  }

  remove(document: StoredDocument): void {
    if (this.belongs(document)) this.tree.delete(this.entry(document));
  }

  /** Documents from a position on, upwards or downwards in the index's order. */
  *scan(from: Position | undefined, reversed: boolean): Generator<StoredDocument> {
    const start = from && { first: from.values[0], document: undefined, position: from };
    if (!reversed) {
      for (const { document } of this.tree.keys(start)) if (document !== undefined) yield document;
      return;
    }
    for (const [{ document }] of this.tree.entriesReversed(start)) if (document !== undefined) yield document;
  }

  private entry(document: StoredDocument): Entry {
    return { first: this.firstOf(document.fields), document, position: undefined };
  }
}

function entryOrder(orders: readonly Order[]): EntryOrder {
  const sign = orders[0]?.descending === true ? -1 : 1;
  const compare = documentOrder(orders);
  const place = positionOrder(orders);
  return (a, b) => {
    if (a.first !== undefined && b.first !== undefined) {
      const order = compareValues(a.first, b.first);
      if (order !== 0) return sign * order;
    }
    if (a.document !== undefined && b.document !== undefined) return compare(a.document, b.document);
    if (a.document !== undefined && b.position !== undefined) return place(a.document, b.position);
    if (a.position !== undefined && b.document !== undefined) return -place(b.document, a.position);
    return 0;
  };
}
