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
const OTHER_FEATURE = 'Features know no other feature: what several need stands in components, hooks or lib.';
const APP = 'Features know nothing of the app around them.';
const SHARED = 'What features share knows none of them, and nothing of the app around them.';
const KIT = 'The kit knows nothing of trading: it is made of its own parts.';
const HOOKS = 'Hooks and contexts draw nothing, so they know no component.';
const WITHOUT_REACT = 'What works without React knows nothing of it.';
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
    './use-followed.ts',
  ]),

  ...rows('frontend/src/features/signals/offence.tsx', OTHER_FEATURE, [
    '@/features/trades/trades-page.tsx',
    '@/features/trades/quote/use-quote.ts',
  ]),
  ...rows('frontend/src/features/signals/offence.tsx', APP, ['@/app/pages.ts']),
  ...rows('frontend/src/features/signals/offence.tsx', null, [
    '@/features/signals/question.ts',
    '@/components/ui/button.tsx',
    '@/hooks/use-now.ts',
    '@test-support/session.tsx',
    './question.ts',
  ]),
  ...[
    'components/limits',
    'components/ui',
    'hooks',
    'contexts',
    'session',
    'followed',
    'stores',
    'lib/format',
    'data',
  ].flatMap(folder =>
    rows(`frontend/src/${folder}/below.ts`, SHARED, ['@/features/trades/trades-page.tsx', '@/app/pages.ts']),
  ),
  ...rows('frontend/src/components/ui/offence.tsx', KIT, ['@/components/figures/amount.tsx']),
  ...rows('frontend/src/components/ui/offence.tsx', null, ['@/hooks/use-chunk.ts', './button.tsx']),
  ...['hooks', 'contexts'].flatMap(folder =>
    rows(`frontend/src/${folder}/offence.tsx`, HOOKS, ['@/components/ui/toast.ts']),
  ),
  ...['session', 'followed', 'stores', 'lib/format', 'data'].flatMap(folder =>
    rows(`frontend/src/${folder}/offence.ts`, WITHOUT_REACT, [
      '@/components/ui/toast.ts',
      '@/hooks/use-now.ts',
      '@/contexts/services-context.tsx',
    ]),
  ),
  ...rows('frontend/src/app/offence.tsx', null, ['@/features/trades/trades-page.tsx', '@/app/pages.ts']),
];

/** Every way of naming a module counts as importing it. */
const FORMS: Record<string, string> = {
  'import type': "import type { Offence } from 'MODULE';\n\nexport type Use = Offence;\n",
  'side-effect import': "import 'MODULE';\n",
  're-export': "export { readFileSync } from 'MODULE';\n",
  'dynamic import': "export const offence = import('MODULE');\n",
};
/** Where each of them is tried, with what, and what is said to it. */
const TRIED_IN = [
  ['domain/src', 'node:fs', DOMAIN],
  ['frontend/src/features/signals', '@/features/trades/trade.ts', OTHER_FEATURE],
] as const;

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
    mkdirSync(join(directory, 'frontend'));
    for (const rules of ['biome.json', 'frontend/layers.grit'])
      copyFileSync(join(ROOT, rules), join(directory, rules));
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
    return report.diagnostics.filter(({ category }) =>
      ['lint/style/noRestrictedImports', 'plugin'].includes(category),
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

let diagnostics: Diagnostic[] = [];

beforeAll(() => {
  const files = new Map<string, string>();
  for (const [folder, module] of TRIED_IN) {
    for (const [form, code] of Object.entries(FORMS))
      files.set(formFile(folder, form), code.replace('MODULE', module));
  }
  for (const { file, module } of CASES) {
    // One import a line: the line of a diagnostic tells which import it is about.
    files.set(file, `${files.get(file) ?? ''}import '${module}';\n`);
  }
  diagnostics = lint(files);
});

function formFile(folder: string, form: string): string {
  return `${folder}/${form.replace(' ', '-')}.ts`;
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

  describe.each(TRIED_IN)('in %s', (folder, _module, refusal) => {
    it.each(Object.keys(FORMS))('hold for an %s too', form => {
      const messages = diagnostics.filter(({ location }) => location.path === formFile(folder, form));
      expect(messages.map(({ message }) => message)).toEqual([refusal]);
    });
  });
});

function saidTo(file: string, module: string) {
  const line = 1 + CASES.filter(row => row.file === file).findIndex(row => row.module === module);
  return diagnostics
    .filter(({ location }) => location.path === file && location.start.line === line)
    .map(({ severity, message }) => ({ severity, message }));
}
