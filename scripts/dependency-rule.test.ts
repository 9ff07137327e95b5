import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const DOMAIN = 'domain is pure: no I/O, no Firebase, and it knows none of the other folders.';
const FUNCTIONS = 'functions knows domain, and neither local nor frontend.';
const FIRESTORE = 'Only functions/src/data touches Firestore: use one of its repositories.';
const BROKER = 'Features see the Broker port; index.ts wires the adapter.';
const CREDENTIALS = 'Features see the Credentials port; index.ts wires the adapter.';
const REPOSITORIES = 'The repositories know domain and Firestore, nothing else.';
const ADAPTERS = 'functions knows domain; Firestore is reached through functions/src/data.';
const FRONTEND = 'frontend knows domain, and neither functions nor local.';
const FROM_THE_TOP = 'What is not in this folder is named from the top: @/ is frontend/src.';
const LOCAL = 'local knows domain, and neither functions nor frontend.';

/** What the rule says to an import of `module` by `file`: its message, or null where the import is allowed. */
interface Case {
  file: string;
  module: string;
  refusal: string | null;
}

function rows(file: string, refusal: string | null, modules: string[]): Case[] {
  return modules.map(module => ({ file, module, refusal }));
}

const CASES: Case[] = [
  ...rows('domain/src/trades/offence.ts', DOMAIN, [
    'firebase-admin',
    'firebase-admin/app',
    'firebase-admin/firestore',
    'firebase-functions/v2/https',
    'firebase/firestore',
    '@google-cloud/firestore',
    '@google-cloud/secret-manager',
    '@alpacahq/alpaca-trade-api',
    'node:fs',
    'node:fs/promises',
    'node:crypto',
    'react',
    'react-dom/client',
    'express',
    'fs',
    '@agenttrader/local/stack',
    'functions/src/pulse/pulse.ts',
    '../../../functions/src/pulse/pulse.ts',
    '../../../local/stack.ts',
    '../../../frontend/src/app/routes.tsx',
  ]),
  ...rows('domain/src/trades/offence.ts', null, ['big.js', 'zod', '../money/money.ts']),
  ...rows('domain/src/trades/offence.test.ts', null, ['node:fs', 'fast-check']),

  ...rows('functions/src/pulse/offence.ts', FIRESTORE, [
    'firebase-admin/firestore',
    '@google-cloud/firestore',
  ]),
  ...rows('functions/src/pulse/offence.ts', BROKER, [
    '@alpacahq/alpaca-trade-api',
    '@alpacahq/alpaca-trade-api/testing',
    '../broker/alpaca/alpaca-broker.ts',
  ]),
  ...rows('functions/src/pulse/offence.ts', CREDENTIALS, [
    '@google-cloud/secret-manager',
    '../credentials/secret-manager/vault.ts',
  ]),
  ...rows('functions/src/pulse/offence.ts', FUNCTIONS, [
    '@agenttrader/local/stack',
    '../../../local/stack.ts',
    '../../../frontend/src/app/routes.tsx',
    'firebase',
    'firebase/app',
  ]),
  ...rows('functions/src/pulse/offence.ts', null, [
    '@agenttrader/domain/money/money',
    'firebase-functions/v2/https',
    'node:crypto',
    '../broker/broker.ts',
    '../credentials/credentials.ts',
    '../data/sync-writer.ts',
  ]),

  ...rows('functions/src/data/offence.ts', REPOSITORIES, [
    '@alpacahq/alpaca-trade-api',
    '../broker/alpaca/alpaca-broker.ts',
    '@google-cloud/secret-manager',
    '../../../local/stack.ts',
    '@agenttrader/local/stack',
    'firebase/firestore',
  ]),
  ...rows('functions/src/data/offence.ts', null, [
    'firebase-admin/firestore',
    '@google-cloud/firestore',
    '@agenttrader/domain/paths',
  ]),

  ...rows('functions/src/index.ts', ADAPTERS, [
    'firebase-admin/firestore',
    '@google-cloud/firestore',
    '@agenttrader/local/stack',
    '../../local/stack.ts',
  ]),
  ...rows('functions/src/index.ts', null, [
    './broker/alpaca/alpaca-broker.ts',
    './credentials/secret-manager/vault.ts',
    './data/sync-writer.ts',
    'firebase-functions/v2/scheduler',
  ]),

  ...rows('functions/src/wiring/offence.ts', ADAPTERS, [
    'firebase-admin/firestore',
    '../../../local/stack.ts',
  ]),
  ...rows('functions/src/wiring/offence.ts', null, ['../broker/alpaca/alpaca-broker.ts']),
  ...rows('functions/src/broker/alpaca/offence.ts', ADAPTERS, [
    'firebase-admin/firestore',
    '../../../../local/alpaca/server.ts',
  ]),
  ...rows('functions/src/broker/alpaca/offence.ts', null, ['@alpacahq/alpaca-trade-api']),
  ...rows('functions/src/credentials/secret-manager/offence.ts', ADAPTERS, ['firebase-admin/firestore']),
  ...rows('functions/src/credentials/secret-manager/offence.ts', null, ['@google-cloud/secret-manager']),

  ...rows('local/alpaca/offence.ts', LOCAL, [
    '../../functions/src/broker/alpaca/hosts.ts',
    'functions/src/pulse/pulse.ts',
    '../../frontend/src/app/routes.tsx',
  ]),
  ...rows('local/alpaca/offence.ts', null, [
    '@agenttrader/domain/money/money',
    'firebase-admin/firestore',
    'node:http',
    './server.ts',
  ]),

  ...rows('frontend/src/hooks/offence.ts', FRONTEND, [
    'functions/src/pulse/pulse.ts',
    '@agenttrader/local/stack',
    'firebase-admin/firestore',
    'firebase-functions/v2/https',
    '@google-cloud/firestore',
    '@alpacahq/alpaca-trade-api',
  ]),
  ...rows('frontend/src/hooks/offence.ts', FROM_THE_TOP, ['../lib/cn.ts', '../../test-support/session.tsx']),
  ...rows('frontend/src/hooks/offence.ts', null, [
    '@agenttrader/domain/money/money',
    'firebase/firestore',
    '@/lib/cn.ts',
    './use-live.ts',
  ]),
];

/** Every way of naming a module counts as importing it. */
const FORMS: Record<string, string> = {
  'import type': "import type { Offence } from 'node:fs';\n\nexport type Use = Offence;\n",
  'side-effect import': "import 'node:fs';\n",
  're-export': "export { readFileSync } from 'node:fs';\n",
  'dynamic import': "export const offence = import('node:fs');\n",
};

interface Diagnostic {
  category: string;
  severity: string;
  message: string;
  location: { path: string; start: { line: number } };
}

/**
 * Lints the files under this repository's configuration, in a directory of their own: the rule goes by path,
 * and the repository itself stays untouched.
 */
function lint(files: Map<string, string>): Diagnostic[] {
  const directory = mkdtempSync(join(tmpdir(), 'dependency-rule-'));
  try {
    copyFileSync(join(ROOT, 'biome.json'), join(directory, 'biome.json'));
    for (const [path, code] of files) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), code);
    }
    const { stdout, stderr, error } = spawnSync(
      join(ROOT, 'node_modules', '.bin', 'biome'),
      ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'],
      { cwd: directory, encoding: 'utf8' },
    );
    if (error !== undefined || stdout === '')
      throw new Error(`biome did not run: ${error?.message ?? stderr}`);
    const report: { diagnostics: Diagnostic[] } = JSON.parse(stdout);
    return report.diagnostics.filter(({ category }) => category === 'lint/style/noRestrictedImports');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

let diagnostics: Diagnostic[] = [];

beforeAll(() => {
  const files = new Map(Object.entries(FORMS).map(([form, code]) => [formFile(form), code]));
  for (const { file, module } of CASES) {
    // One import a line: the line of a diagnostic tells which import it is about.
    files.set(file, `${files.get(file) ?? ''}import '${module}';\n`);
  }
  diagnostics = lint(files);
});

function formFile(form: string): string {
  return `domain/src/${form.replace(' ', '-')}.ts`;
}

describe('one-way dependencies', () => {
  const refused = CASES.filter(({ refusal }) => refusal !== null);
  const allowed = CASES.filter(({ refusal }) => refusal === null);

  it.each(refused)('$file must not import $module', ({ file, module, refusal }) => {
    expect(saidTo(file, module)).toEqual([{ severity: 'error', message: refusal }]);
  });

  it.each(allowed)('$file may import $module', ({ file, module }) => {
    expect(saidTo(file, module)).toEqual([]);
  });

  it.each(Object.keys(FORMS))('hold for an %s too', form => {
    const messages = diagnostics.filter(({ location }) => location.path === formFile(form));
    expect(messages.map(({ message }) => message)).toEqual([DOMAIN]);
  });
});

function saidTo(file: string, module: string) {
  const line = 1 + CASES.filter(row => row.file === file).findIndex(row => row.module === module);
  return diagnostics
    .filter(({ location }) => location.path === file && location.start.line === line)
    .map(({ severity, message }) => ({ severity, message }));
}
