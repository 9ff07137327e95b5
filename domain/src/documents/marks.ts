/** Where a document was copied from. The migration leaves it beside the fields of signals and trades, and knows its work by it. */
export const MIGRATED_FROM = 'migrated_from';

/** A map of what stood in the fields of a document before a repair wrote them anew: a repair loses nothing. */
export const BEFORE_REPAIR = 'before_repair';
