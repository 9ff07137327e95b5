/** Numbers are decimal strings and stay numbers; text is made safe. */
export type CsvCell =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: string };

export const textCell = (value: string): CsvCell => ({ kind: 'text', value });
export const numberCell = (value: string): CsvCell => ({ kind: 'number', value });

/** A spreadsheet takes a cell that begins like this for a formula, and would run it. */
const FORMULA = /^[\s]*[=+\-@\t\r\n]/;
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
  return quoted(FORMULA.test(cell.value) ? `'${cell.value}` : cell.value);
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
