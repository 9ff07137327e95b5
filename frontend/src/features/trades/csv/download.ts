/** A spreadsheet takes a file without this mark for one of its own encoding, and garbles what is not ASCII. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Lets the browser save the text as a file. */
export function downloadCsv(name: string, text: string): void {
  const isAscii = /^[\r\n\t\x20-\x7E]*$/.test(text);
  const url = URL.createObjectURL(
    new Blob([isAscii ? text : BYTE_ORDER_MARK + text], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the content by the end of the task.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
