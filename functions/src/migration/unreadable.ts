/** A legacy document cannot be converted. The message names the field, and never quotes what stands in it. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}
