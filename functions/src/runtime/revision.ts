/** Marks the state of a document that was read, so that a write can tell whether it changed since. */
export type Revision = { readonly __revision: unique symbol };
