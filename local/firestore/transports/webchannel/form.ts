import { invalidArgument } from '../../storage/errors.ts';
import type { Json } from '../../storage/value-json.ts';

/** What a POST of a channel carries. */
export interface ChannelForm {
  /** Headers that the client could not send as such, by lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** Messages with their number in the session, ascending. */
  readonly messages: readonly { readonly index: number; readonly json: Json }[];
}

const MESSAGE_KEY = /^req(\d{1,9})___data__$/;

/** @throws INVALID_ARGUMENT when a message is not JSON */
export function parseChannelForm(body: string): ChannelForm {
  const form = new URLSearchParams(body);
  const offset = Number(form.get('ofs') ?? 0);
  if (!Number.isSafeInteger(offset)) throw invalidArgument('The form has a malformed offset.');
  const messages: { index: number; json: Json }[] = [];
  for (const [key, value] of form) {
    const match = MESSAGE_KEY.exec(key);
    if (match !== null) messages.push({ index: offset + Number(match[1]), json: parse(value) });
  }
  messages.sort((a, b) => a.index - b.index);
  return { headers: parseHeaders(form.get('headers') ?? ''), messages };
}

/** `Name:Value` lines. */
export function parseHeaders(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw invalidArgument('A message of the form is not JSON.');
  }
}
