import type { Json } from '../../storage/value-json.ts';

/** One numbered message from the server to the client. */
export interface OutgoingArray {
  readonly id: number;
  readonly payload: Json;
}

/** A frame: the length in UTF-16 code units, a line feed, then the JSON. */
export function frame(json: Json): string {
  const text = JSON.stringify(json);
  return `${text.length}\n${text}`;
}

/** A frame of numbered arrays, as the back channel carries them. */
export function arraysFrame(arrays: readonly OutgoingArray[]): string {
  return frame(arrays.map(({ id, payload }) => [id, [payload]]));
}
