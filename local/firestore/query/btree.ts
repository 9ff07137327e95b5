import { createRequire } from 'node:module';
import type SortedBTree from 'sorted-btree';

// The package is CommonJS with a `default` member: `require` reaches its class alike under every loader.
const loaded: typeof SortedBTree = createRequire(import.meta.url)('sorted-btree');

/** A B+ tree that keeps its keys sorted by a given comparison. */
export const BTree = loaded.default;
