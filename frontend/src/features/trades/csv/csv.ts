/** Numbers are decimal strings and stay numbers; text is made safe. */
export type CsvCell =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: string };

export const textCell = (value: string): CsvCell => ({ kind: 'text', value });
export const numberCell = (value: string): CsvCell => ({ kind: 'number', value });

/** What spreadsheets pass over at the beginning of a cell: blanks, controls, and characters that cannot be seen. */
const UNSEEN = /^[\p{White_Space}\p{Cc}\p{Cf}]+/u;
/** Blanks that would be lost, or that begin a formula for some programs. */
const CONTROL = /^[\t\r\n]/;
const OPERATOR = /^[=+\-@\u2212]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A CSV file (RFC 4180, CRLF, UTF-8) that a spreadsheet opens without running anything: text that begins like a
 * formula gets a leading apostrophe. A number cell that holds no plain number is treated as text.
 */
export function writeCsv(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [header.map(name => quoted(name)).join(',')];
  for (const row of rows) lines.push(row.map(printed).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function printed(cell: CsvCell): string {
  if (cell.kind === 'number' && PLAIN_NUMBER.test(cell.value)) return cell.value;
  return quoted(beginsFormula(cell.value) ? `'${cell.value}` : cell.value);
}

/**
 * Whether a spreadsheet would take the text for a formula, and run it. Compatibility forms count as what they stand for:
 * where East Asian text is written, a full-width sign begins a formula as the plain one does.
 */
function beginsFormula(text: string): boolean {
  return CONTROL.test(text) || OPERATOR.test(text.replace(UNSEEN, '').charAt(0).normalize('NFKC'));
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
