import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** A change that a page describes: text that comes after a line of a file, or a file that is new. */
export interface Edit {
  readonly path: string;
  /** The line that it comes before or after; undefined for a new file. */
  readonly at: { readonly line: string; readonly side: 'before' | 'after' } | undefined;
  readonly text: string;
}

const EDIT = /^`([^`\n]+)`, (?:new|(before|after) `([^`\n]+)`):\n\n```\w*\n([\s\S]*?)^```$/gm;

/**
 * The changes that a page describes, in its order: the file in backticks, `new`, or `before` or `after` a line of it, a colon,
 * and a block of code.
 */
export const editsIn = (page: string): Edit[] =>
  [...page.matchAll(EDIT)].map(([, path = '', side, line, text = '']) => ({
    path,
    at: line === undefined ? undefined : { line, side: side === 'before' ? 'before' : 'after' },
    text,
  }));

/** The npm scripts that a page has run between its changes: lines that hold nothing else. */
export const scriptsIn = (page: string): string[] =>
  [...page.matchAll(/^`npm run ([\w:-]+)`$/gm)].map(([, script = '']) => script);

/** @throws Error where the file or the line is not what the page says */
export function make(edit: Edit, root: string): void {
  const { path, at, text } = edit;
  const file = join(root, path);
  if (at === undefined) {
    if (existsSync(file)) throw new Error(`${path} is not new.`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  const places = lines.flatMap((line, index) => (line.trim() === at.line ? [index] : []));
  const [place] = places;
  if (place === undefined || places.length > 1)
    throw new Error(`${path} has the line "${at.line}" ${places.length} times.`);
  const where = at.side === 'before' ? place : place + 1;
  writeFileSync(file, lines.toSpliced(where, 0, text.replace(/\n$/, '')).join('\n'));
}

const OURS = ['domain', 'functions', 'local', 'frontend', 'scripts', 'tests', 'docs'];
/** What is built or installed, and not written. */
const MADE = new Set(['functions/lib', 'frontend/dist', 'frontend/maps', 'frontend/node_modules']);

/** The project's files in a folder of their own, beside the packages that are installed here. */
export function copyProject(root: string, copy: string): void {
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.isFile() && !entry.name.endsWith('.log'))
      cpSync(join(root, entry.name), join(copy, entry.name));
  }
  for (const folder of OURS) {
    cpSync(join(root, folder), join(copy, folder), {
      recursive: true,
      filter: source => !MADE.has(relative(root, source)),
    });
  }
  const packages = join(copy, 'node_modules');
  mkdirSync(packages);
  for (const name of readdirSync(join(root, 'node_modules'))) {
    // The workspaces are the copy's own, and so is what tools keep.
    if (!['@agenttrader', 'functions', '.vite', '.cache', '.package-lock.json'].includes(name)) {
      symlinkSync(join(root, 'node_modules', name), join(packages, name));
    }
  }
  mkdirSync(join(packages, '@agenttrader'));
  for (const workspace of ['domain', 'frontend', 'local']) {
    symlinkSync(join(copy, workspace), join(packages, '@agenttrader', workspace));
  }
}
