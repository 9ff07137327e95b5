import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../local/stack/endpoints.ts';
import { type MarkdownPage, parseMarkdown } from '../tests/support/markdown.ts';
import { editsIn } from '../tests/support/walkthrough.ts';
import { PROGRAMS } from './configuration/programs.ts';

/** What documents say of the repository is true: links lead somewhere, and files, commands and names exist. */
const ROOT = fileURLToPath(new URL('../', import.meta.url));

const globbed = (pattern: string): string[] =>
  globSync(pattern, {
    cwd: ROOT,
    exclude: path => /(^|\/)node_modules$|^(functions\/lib|frontend\/(dist|maps))$/.test(path),
  });
const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');

const PAGES = new Map(
  ['*.md', 'docs/**/*.md', '{domain,functions,frontend,local}/**/*.md']
    .flatMap(globbed)
    .map(path => [path, parseMarkdown(path, read(path))] as const),
);
/** Decisions say what was so when they were taken; names may have changed since. */
const OF_TODAY = [...PAGES].filter(([path]) => !path.startsWith('docs/decisions/'));

const SOURCES = globbed('{domain,functions,frontend,local,scripts,tests,.ci}/**/*.{ts,tsx,js,mjs,css,html}');
const FILES = new Set([
  ...SOURCES,
  ...globbed('{domain,functions,frontend,local,scripts,tests,docs,.ci}/**/*'),
  ...globbed('*'),
  '.ci/run',
]);
const files = [...FILES];
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** Every word of the code, its rules and its settings. */
const WORDS = new Set(
  [
    ...SOURCES,
    'firestore.rules',
    'firestore.indexes.json',
    'firebase.json',
    'package.json',
    'functions/package.json',
  ]
    .filter(path => path !== 'scripts/documents.test.ts')
    .flatMap(path => read(path).match(/[A-Za-z_$][\w$]*/g) ?? []),
);

describe.each([...PAGES])('%s', (_, page) => {
  it('leads somewhere with every link', () => {
    expect(page.links.filter(link => !leadsSomewhere(link))).toEqual([]);
  });
});

describe.each(OF_TODAY)('%s', (path, page) => {
  it('names files and folders that exist', () => {
    // What a page has its reader make is not there yet.
    const made = new Set(editsIn(read(path)).flatMap(edit => (edit.at ? [] : [edit.path])));
    expect(namedPaths(page).filter(name => !made.has(name) && !exists(name))).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    expect(namedScripts(page).filter(name => !(name in scripts))).toEqual([]);
  });

  it('names flags that the programs have', () => {
    expect(namedFlags(page).filter(({ program, flag }) => !isFlagOf(program, flag))).toEqual([]);
  });

  it('names what the code names', () => {
    // The old systems' names are not ours.
    if (path === 'docs/from-the-old-systems.md') return expect(namedWords(page)).toContain('useUserTrading');
    expect(namedWords(page).filter(name => !WORDS.has(name))).toEqual([]);
  });
});

it('the architecture names what its files export', () => {
  const hops = [...read('docs/architecture.md').matchAll(/`([\w./-]+\.tsx?)`: `(\w+)`/g)];
  expect(hops.length).toBeGreaterThan(12);
  const missing = hops.filter(
    ([, path = '', name]) =>
      !new RegExp(`^export .*\\b(const|function|class) ${name}\\b`, 'm').test(read(path)),
  );
  expect(missing.map(([hop]) => hop)).toEqual([]);
});

it('README and the page of the emulators name the ports that are listened on', () => {
  const portsIn = (path: string) =>
    new Set(
      [...read(path).matchAll(/^\|.*?(?:127\.0\.0\.1|localhost):(\d+)/gm)].map(([, port]) => Number(port)),
    );
  const stack = new Set<number>(Object.values(ENDPOINTS).map(({ port }) => port));
  expect(portsIn('README.md')).toEqual(stack);
  const { emulators } = JSON.parse(read('firebase.json')) as { emulators: Record<string, { port?: number }> };
  const suite = Object.values(emulators).flatMap(({ port }) => port ?? []);
  const listening = new Set([...suite, ...stack]);
  expect([...portsIn('docs/emulators.md')].filter(port => !listening.has(port))).toEqual([]);
});

it('what is not there is found', () => {
  const page = parseMarkdown(
    'docs/made-up.md',
    [
      'See [one](nowhere.md), [two](operating.md#nowhere), `domain/src/nowhere.ts`, `nowhere-at-all.ts`.',
      'Run `npm run nowhere`, or call `nowhereAtAll(1)`.',
      '```sh',
      'npm run nowhere-else -- --flag',
      'npm start -- --speed 60 --nowhere',
      'npm run local:alpaca -- --port 0 --nowhere',
      '```',
    ].join('\n'),
  );
  expect(page.links.filter(link => !leadsSomewhere(link))).toHaveLength(2);
  expect(namedPaths(page).filter(name => !exists(name))).toEqual([
    'domain/src/nowhere.ts',
    'nowhere-at-all.ts',
  ]);
  expect(namedScripts(page)).toEqual(['nowhere', 'nowhere-else', 'start', 'local:alpaca']);
  expect(namedFlags(page).filter(({ program, flag }) => !isFlagOf(program, flag))).toEqual([
    { program: 'npm start', flag: 'nowhere' },
    { program: 'node local/alpaca/main.ts', flag: 'nowhere' },
  ]);
  expect(namedWords(page).filter(name => !WORDS.has(name))).toEqual(['nowhereAtAll']);
});

it('the documents name much of it', () => {
  const pages = OF_TODAY.map(([, page]) => page);
  expect(pages.flatMap(namedPaths).length).toBeGreaterThan(100);
  expect(pages.flatMap(namedScripts).length).toBeGreaterThan(40);
  expect(pages.flatMap(namedFlags).length).toBeGreaterThan(15);
  expect(pages.flatMap(namedWords).length).toBeGreaterThan(100);
  expect([...PAGES.values()].flatMap(({ links }) => links).length).toBeGreaterThan(45);
});

function leadsSomewhere({ path, anchor }: MarkdownPage['links'][number]): boolean {
  const name = path.replace(/\/$/, '');
  if (!FILES.has(name)) return false;
  return anchor === undefined || (PAGES.get(name)?.anchors.includes(anchor) ?? false);
}

/** What stands in backticks and is a path of this repository, whole or from some folder on. */
function namedPaths({ codeSpans, codeLines }: MarkdownPage): string[] {
  const drawn = codeLines.flatMap(
    line => line.match(/(?<![\w/@.-])(domain|functions|frontend|local)\/[\w./-]*/g) ?? [],
  );
  return [...codeSpans, ...drawn]
    .map(span => span.replace(/^\.\//, '').replace(/^node |:\d+$/g, ''))
    .filter(span => /^[\w.@*{},/-]+$/.test(span) && !/[A-Z]{4,}|^[\w-]+\.(com|app)/.test(span))
    .filter(
      span =>
        /^(domain|functions|frontend|local|scripts|tests|docs|\.ci)\//.test(span) ||
        /^[\w./-]+\.(ts|tsx|mjs|md|rules)$/.test(span),
    );
}

function exists(name: string): boolean {
  const bare = name.replace(/\/$/, '');
  if (FILES.has(bare) || WRITTEN.test(bare)) return true;
  if (/[*{]/.test(bare)) return bare.startsWith('*') || globbed(bare).length > 0;
  return files.some(file => file.endsWith(`/${bare}`));
}

/** What a person or a program writes, and Git does not know. */
const WRITTEN = /\/\.env|^functions\/lib|^frontend\/(dist|maps)/;

function namedScripts({ codeSpans, codeLines }: MarkdownPage): string[] {
  return [...codeSpans, ...codeLines].flatMap(text => {
    const named = [...text.matchAll(/npm (?:run (?:-s )?)?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
    return named.filter(name => !['install', 'ci', 'run'].includes(name));
  });
}

/** Names of types, functions, constants and fields: what is in backticks and has a capital or an underscore within. */
function namedWords({ codeSpans }: MarkdownPage): string[] {
  return codeSpans
    .map(span => /^([A-Za-z]\w*)(\(.*\))?$/.exec(span)?.[1] ?? '')
    .filter(word => /[a-z][A-Z]|_/.test(word));
}

/** The flags of each program that has any, by how it is called. */
const FLAGS_OF = new Map(
  PROGRAMS.map(({ command, flags }) => [command.replace(/ --.*$| \[MODE\]$/, ''), Object.keys(flags)]),
);
const isFlagOf = (program: string, flag: string): boolean =>
  flag === 'help' || (FLAGS_OF.get(program)?.includes(flag) ?? false);

function namedFlags({ codeSpans, codeLines }: MarkdownPage): { program: string; flag: string }[] {
  return [...codeSpans, ...codeLines].flatMap(text => {
    const called = text
      .replace(/npm run local:services\b/, 'npm run emulators')
      .replace(/npm run local:([\w-]+)/, 'node local/$1/main.ts');
    const program = [...FLAGS_OF.keys()].find(command => called.includes(command));
    if (program === undefined) return [];
    const behind = called.slice(called.indexOf(program) + program.length);
    return [...behind.matchAll(/(?<=[ [])--([a-z][\w-]*)/g)].map(([, flag = '']) => ({ program, flag }));
  });
}
