/** Production's limits on a ruleset, as documented or recorded; where they differ, the recorded one. */
export const LIMITS = {
  /** Bytes of UTF-8. */
  sourceBytes: 256 * 1024,
  /** Levels of one expression: 98 flat `&&` terms pass, 99 do not; 97 parentheses pass. */
  expressionDepth: 98,
  matchDepth: 10,
  pathSegments: 100,
  pathVariables: 20,
  functionParameters: 7,
  /** Documented as 10; the eleventh still compiles. */
  lets: 11,
  /** Documented as 20; a chain of 21 functions still compiles. */
  callChain: 21,
  /** Expressions evaluated for one request. */
  evaluations: 1000,
  /** Different documents that the rules may read for one operation. */
  documentReads: 10,
  /** The same over all operations of a batch, transaction or multi-document read. */
  sharedDocumentReads: 20,
} as const;

export const TOO_COMPLEX = 'Expression is too complex to evaluate safely.';
