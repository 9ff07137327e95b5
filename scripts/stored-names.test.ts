import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as pathsModule from '../domain/src/paths.ts';
import { SAMPLES } from '../domain/test-support/documents/samples/all.ts';

/**
 * What a document's fields are called and what they may hold is said in domain/src/documents, and its samples show it. Whoever
 * reads or writes a document goes through its definition, so that a new field touches that, the rules where a browser writes
 * it, and the places that use it.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where names that some document also has are somebody else's words. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  'functions/src/broker/alpaca/': "Alpaca's answers",
  'local/alpaca/': "Alpaca's API",
  'functions/src/migration/': 'documents of earlier systems',
  'tests/support/legacy-shapes.ts': 'documents of earlier systems',
  'tests/support/costly-calls.ts': 'documents of earlier systems',
  'tests/integration/migration': 'documents of earlier systems',
  'domain/src/signals/read-answer': "the signal model's answers",
  'functions/src/signal-models/': "the signal model's answers",
  'functions/src/signals/generate-signal.test.ts': "the signal model's answers",
  'functions/src/signals/injection.test.ts': "the signal model's answers",
  'functions/test-support/injection-texts.ts': "the signal model's answers",
  'local/vertex/': "the signal model's answers",
  'tests/conformance/vertex.test.ts': "the signal model's answers",
  'frontend/src/features/trades/csv/': 'columns of an exported file',
};

/** Tests that say field by field what is stored, as whoever looks into Firestore sees it, or what must not be. */
const TELLS_WHAT_IS_STORED: ReadonlySet<string> = new Set([
  'tests/conformance/signal-data.test.ts',
  'tests/integration/account-life.test.ts',
  'tests/integration/canary.test.ts',
  'tests/integration/data/closing-shadow-trades.test.ts',
  'tests/integration/data/shadow-trades.test.ts',
  'tests/integration/delete-account.test.ts',
  'tests/integration/heartbeat.test.ts',
  'tests/support/isolation/field-attacks.ts',
  'tests/support/isolation/field-cases.ts',
  'tests/support/isolation/field-targets.ts',
  'tests/support/trade-desk.ts',
]);

const DEFINITIONS = [
  'domain/src/documents/',
  'domain/test-support/documents/',
  'scripts/stored-names.test.ts',
];

const nested = (value: unknown): string[] =>
  typeof value !== 'object' || value === null || value instanceof Date
    ? []
    : Array.isArray(value)
      ? value.flatMap(nested)
      : Object.entries(value).flatMap(([key, one]) => [key, ...nested(one)]);

/** Names of one word say too little of where they belong. Keys that are data, such as a strategy's, are no fields. */
const definitions = globSync('domain/src/documents/*.ts', { cwd: ROOT })
  .filter(path => !path.endsWith('.test.ts'))
  .map(path => readFileSync(`${ROOT}${path}`, 'utf8'))
  .join('\n');
const NAMES = [
  ...new Set(SAMPLES.flatMap(({ document, stored }) => [...document.storedNames, ...nested(stored)])),
]
  .filter(name => /^[a-z]+(_[a-z\d]+)+$/.test(name) && new RegExp(`^\\s+${name}:`, 'm').test(definitions))
  .sort();

const NAMED = new RegExp(`(?<![\\w-])(${NAMES.join('|')})(?!\\w)`, 'g');

const sources = globSync('{domain,functions,local,frontend,scripts,tests}/**/*.{ts,tsx,js,mjs}', {
  cwd: ROOT,
  exclude: path => /(^|\/)node_modules$|^(functions\/lib|frontend\/(dist|maps))$/.test(path),
}).map(path => path.replaceAll('\\', '/'));

const namesIn = (path: string): string[] => [
  ...new Set(readFileSync(`${ROOT}${path}`, 'utf8').match(NAMED) ?? []),
];

describe('the name of a stored field', () => {
  it('is known', () => {
    expect(NAMES.length).toBeGreaterThan(60);
    expect(NAMES).toContain('entry_price');
  });

  it('stands in its definition and nowhere else', () => {
    const elsewhere = sources
      .filter(path => ![...DEFINITIONS, ...Object.keys(OTHER_WORDS)].some(place => path.startsWith(place)))
      .filter(path => !TELLS_WHAT_IS_STORED.has(path))
      .flatMap(path => namesIn(path).map(name => `${path}: ${name}`));
    expect(elsewhere).toEqual([]);
  });

  it('is excused only where it stands', () => {
    for (const place of Object.keys(OTHER_WORDS))
      expect(
        sources.some(path => path.startsWith(place) && namesIn(path).length > 0),
        place,
      ).toBe(true);
    for (const path of TELLS_WHAT_IS_STORED) expect(namesIn(path), path).not.toEqual([]);
  });
});

/** Paths that nothing is written to yet. Whoever begins to gives the document its definition and takes the path from here. */
const UNWRITTEN = new Set([
  'botStatus',
  'opportunities',
  'tradeJournal',
  'marketAlerts',
  'disabledMarkets',
  'trackedTraders',
  'copySignals',
  'traderProfiles',
  'traderProfile',
  'markets',
  'news',
]);
/** Collections and what stands in them have one definition; nothing is written to the places of earlier systems. */
const isOfEarlierSystem = (name: string) => /^(legacy(?!DocumentsOwner)|closedSecrets)/.test(name);

type Build = (...parts: string[]) => string;
const paths = new Map<string, Build>(
  Object.entries(pathsModule).filter(([name]) => name !== 'PathError') as [string, Build][],
);

describe('every document', () => {
  const samples = SAMPLES.map(({ path }) => shapeOf(path));

  it.each([...paths])('at %s has a definition and a sample', (name, build) => {
    if (isOfEarlierSystem(name)) return;
    const shape = shapeOf(build('alice', name === 'brokerConfig' ? 'alpaca' : 'id'));
    const isCollection = shape.split('/').length % 2 === 1;
    const isDefined = samples.some(sample =>
      isCollection ? sample.startsWith(`${shape}/`) : sample === shape,
    );
    expect(isDefined).toBe(!UNWRITTEN.has(name));
  });
});

/** The path with every id that is not the document's own name as `{}`. */
function shapeOf(path: string): string {
  const own = new Set(['config', 'status', 'data', 'ops']);
  const parts = path.split('/');
  return parts
    .map((part, index) => (index % 2 === 0 || own.has(parts[index - 1] ?? '') ? part : '{}'))
    .join('/');
}
