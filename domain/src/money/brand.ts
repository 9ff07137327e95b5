declare const brand: unique symbol;

/**
 * A string that only its own parser can produce. Two brands never mix by accident: a `Price` cannot be
 * passed where `Money` is expected, though both are plain strings in documents and on the wire.
 */
export type Brand<Name extends string> = string & { readonly [brand]: Name };
