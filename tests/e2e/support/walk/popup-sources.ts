import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../../../frontend/src/', import.meta.url));
/** What of the kit opens above a page. `Explained` is not among them: the walk opens every one that it meets. */
const OPENS = /<(Dialog|ConfirmDialog|Menu|Popover|Select|Sonner)\b/;
/** The kit itself, and whatever uses the library beneath it without the kit. */
const BENEATH =
  /from '@base-ui\/react\/(dialog|alert-dialog|menu|popover|select|tooltip|combobox|drawer|toast|[\w-]*menu|preview-card|autocomplete)'/;

/** The files, from `frontend/src`, that open something above a page. */
export async function popupSources(): Promise<string[]> {
  const files = (await readdir(SOURCES, { recursive: true })).filter(
    file =>
      file.endsWith('.tsx') && !file.endsWith('.test.tsx') && !file.startsWith(join('components', 'ui')),
  );
  const sources = await Promise.all(
    files.map(async file => ({ file, text: await readFile(join(SOURCES, file), 'utf8') })),
  );
  return sources
    .filter(({ text }) => opensSomething(text))
    .map(({ file }) => file.replaceAll('\\', '/'))
    .sort();
}

/** Whether a component with that source opens something above the page. */
export const opensSomething = (source: string): boolean => OPENS.test(source) || BENEATH.test(source);
