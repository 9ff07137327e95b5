import { createHash } from 'node:crypto';
import { plainText } from '@agenttrader/domain/signals/plain-text';

/**
 * Text from outside, fenced as data: a line that opens the fence, the text as one line of JSON, and a line that
 * closes it.
 *
 * The text cannot close its fence. As JSON it holds no line break, so nothing in it can stand on a line of its
 * own; and the mark on both fence lines is drawn from the text itself, so that writing it into the text would
 * change it. Invisible characters, in which instructions can hide from the people who read along, are removed.
 */
export function fenced(label: string, text: string, maxCharacters: number): string {
  const shown = plainText(text, maxCharacters);
  const mark = createHash('sha256').update(shown, 'utf8').digest('hex').slice(0, 24);
  return `<<< ${label} ${mark}\n${JSON.stringify(shown)}\n>>> ${label} ${mark}`;
}
