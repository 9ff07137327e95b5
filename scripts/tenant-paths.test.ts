import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** Every path is built by `domain/paths`, and only named repositories build one that is no tenant's. */
const SOURCE = fileURLToPath(new URL('../functions/src', import.meta.url));

const sources = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
  .filter(file => file.isFile() && file.name.endsWith('.ts') && !file.name.endsWith('.test.ts'))
  .map(file => {
    const path = join(file.parentPath, file.name);
    return { name: relative(SOURCE, path), text: withoutComments(readFileSync(path, 'utf8')) };
  });

/** Which repository may reach beyond a tenant's own documents, to what, and why. */
const BEYOND_A_TENANT: Readonly<Record<string, readonly [builders: readonly string[], reason: string]>> = {
  'data/backend-helpers/all-tenants.ts': [['tenantsCollection'], 'backend code may look at every tenant'],
  'data/pulse/pulse-lease.ts': [['pulseLease'], 'one pulse at a time, for all tenants'],
  'data/pulse/pulse-runs.ts': [
    ['lastPulse', 'pulseRun', 'pulseShard', 'pulseShards'],
    'what a minute came to, over all tenants',
  ],
  'data/shadow-trades/opening-state.ts': [
    ['globalTrading'],
    'a halt for everybody stands above a tenant’s own switch',
  ],
  'data/operations/operations-store.ts': [
    ['tenantsCollection', 'globalTrading', 'lastPulse', 'operatorAudit'],
    'operators see all tenants, halt all of them, and are audited',
  ],
  'data/accounts/account-store.ts': [['deletedAccount'], 'who was deleted is not onboarded again'],
  'data/accounts/account-exporter.ts': [['traderProfile'], 'the public card is the tenant’s, too'],
  'data/accounts/account-removal.ts': [
    ['traderProfile', 'deletedAccount'],
    'the public card goes, and a stub stays',
  ],
};
const GLOBAL =
  /paths\.(tenantsCollection|traderProfiles?|markets|news|lastPulse|pulseLease|globalTrading|pulseRun|pulseShards?|deletedAccount|operatorAudit|legacy(?!Tenant)\w+)\b/g;
/** The migration's own: what it reads and sweeps is named in its own files. */
const OF_THE_MIGRATION = /^data\/(migration\/(legacy-|migration-)|accounts\/(legacy-|sweep))/;

describe('a path in the functions', () => {
  it('is touched in the repositories only', () => {
    const offenders = sources.filter(
      ({ name, text }) =>
        !name.startsWith('data/') && /\.(doc|collection|collectionGroup|listCollections)\(/.test(text),
    );
    expect(offenders.map(({ name }) => name)).toEqual([]);
  });

  it('is that of all collections of a name only where the heartbeat lists who is switched on', () => {
    const listed = sources.filter(({ text }) => /collectionGroup\(/.test(text)).map(({ name }) => name);
    expect(listed).toEqual(['data/pulse/due-tenants.ts']);
  });

  it('comes from domain/paths wherever it begins at the root', () => {
    const fromTheRoot = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/\bdb\s*\.(doc|collection)\(\s*([^\s,()]+)/g)].map(([, , argument = '']) => ({
        name,
        argument,
      })),
    );
    expect(fromTheRoot.length).toBeGreaterThan(30);
    const known = /^(paths\.\w+|path|target|source|document|collection|place|legacyPath)$/;
    expect(fromTheRoot.filter(({ argument }) => !known.test(argument))).toEqual([]);
    expect(fromTheRoot.filter(({ argument }) => /^['"`]/.test(argument))).toEqual([]);
  });

  it('of no tenant is built by the repositories that are named here', () => {
    const found = sources.flatMap(({ name, text }) => {
      if (OF_THE_MIGRATION.test(name)) return [];
      const builders = new Set([...text.matchAll(GLOBAL)].map(([, builder = '']) => builder));
      return builders.size === 0 ? [] : [[name, [...builders].toSorted()] as const];
    });
    const named = Object.entries(BEYOND_A_TENANT).map(
      ([name, [builders]]) => [name, builders.toSorted()] as const,
    );
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(named));
  });
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}
