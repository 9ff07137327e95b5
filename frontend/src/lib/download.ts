/** A spreadsheet takes a file without this mark for one of its own encoding, and garbles what is not ASCII. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Lets the browser save the text as a file for spreadsheets. */
export function downloadCsv(name: string, text: string): void {
  const isAscii = /^[\r\n\t\x20-\x7E]*$/.test(text);
  download(name, isAscii ? text : BYTE_ORDER_MARK + text, 'text/csv;charset=utf-8');
}

/** Lets the browser save the value as a JSON file that people can read. */
export const downloadJson = (name: string, value: unknown): void =>
  download(name, JSON.stringify(value, undefined, 2), 'application/json');

function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the content by the end of the task.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
