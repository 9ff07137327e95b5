import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

interface Endpoint {
  readonly entryPoint: string;
  readonly region: string[];
  readonly timeoutSeconds: number;
  readonly availableMemoryMb: number;
  readonly concurrency: number;
  readonly maxInstances: number;
  readonly platform: string;
  readonly scheduleTrigger?: { readonly schedule: string; readonly timeZone: string };
  readonly callableTrigger?: object;
  readonly taskQueueTrigger?: object;
}

describe('what is deployed', () => {
  let scratch = '';
  let endpoints: Record<string, Endpoint> = {};
  let params: { readonly name: string; readonly default?: unknown }[] = [];
  let bundle = '';

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'agenttrader-manifest-'));
    // Beside the bundle that runs: emulators of other tests would load a new one in the middle of a request.
    await run(process.execPath, ['scripts/build-functions.ts', join(scratch, 'lib')], { cwd: root });
    await copyFile(join(root, 'functions/package.json'), join(scratch, 'package.json'));
    await symlink(join(root, 'node_modules'), join(scratch, 'node_modules'));
    const manifest = join(scratch, 'functions.json');
    // The discovery that `firebase deploy` runs over the built bundle.
    await run(
      process.execPath,
      [join(root, 'node_modules/firebase-functions/lib/bin/firebase-functions.js'), '.'],
      {
        cwd: scratch,
        env: { ...process.env, FUNCTIONS_MANIFEST_OUTPUT_PATH: manifest, GCLOUD_PROJECT: 'demo-manifest' },
      },
    );
    ({ endpoints, params } = JSON.parse(await readFile(manifest, 'utf8')));
    bundle = await readFile(join(scratch, 'lib/index.js'), 'utf8');
  });

  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it('is these functions, with these triggers and limits', () => {
    const shown = Object.entries(endpoints).map(([name, endpoint]) => ({
      name,
      trigger: endpoint.scheduleTrigger
        ? `schedule ${endpoint.scheduleTrigger.schedule} ${endpoint.scheduleTrigger.timeZone}`
        : Object.keys(endpoint).find(key => key.endsWith('Trigger')),
      region: endpoint.region.join(','),
      timeout: endpoint.timeoutSeconds,
      memory: endpoint.availableMemoryMb,
      concurrency: endpoint.concurrency,
      instances: endpoint.maxInstances,
      platform: endpoint.platform,
    }));
    const callable = {
      trigger: 'callableTrigger',
      region: 'us-central1',
      timeout: 60,
      memory: 256,
      concurrency: 40,
      instances: 20,
      platform: 'gcfv2',
    };
    const longWork = { ...callable, timeout: 540, memory: 512, concurrency: 4 };
    const told = 'what is deployed has changed: say here which function is new, gone or different';
    expect(
      shown.sort((a, b) => a.name.localeCompare(b.name)),
      told,
    ).toEqual([
      { name: 'close_shadow_trade', ...callable },
      { name: 'confirm_address', ...callable },
      { name: 'connect_broker', ...callable },
      { name: 'delete_account', ...longWork },
      { name: 'disconnect_broker', ...callable },
      { name: 'dismiss_signal', ...callable },
      { name: 'export_account', ...longWork },
      { name: 'generate_trading_signal', ...callable, memory: 512 },
      { name: 'get_operations', ...callable },
      { name: 'get_quote', ...callable },
      { name: 'halt_trading', ...callable, timeout: 120 },
      { name: 'lock_tenant', ...callable },
      { name: 'migrate_legacy_data', ...longWork },
      { name: 'onboard_user', ...callable },
      { name: 'open_shadow_trade', ...callable },
      {
        name: 'pulse',
        trigger: 'schedule * * * * * Etc/UTC',
        region: 'us-central1',
        timeout: 300,
        memory: 512,
        concurrency: 1,
        instances: 2,
        platform: 'gcfv2',
      },
      { name: 'repair_documents', ...longWork },
      { name: 'set_global_halt', ...callable },
      { name: 'sign_out_everywhere', ...callable },
      { name: 'summarize_shadow_trades', ...callable },
      { name: 'sync_account', ...callable },
      { name: 'sync_tenant', ...callable },
      {
        name: 'syncUsers',
        trigger: 'taskQueueTrigger',
        region: 'us-central1',
        timeout: 60,
        memory: 1024,
        concurrency: 4,
        instances: 50,
        platform: 'gcfv2',
      },
    ]);
  });

  it('lets only the queue’s own account call what takes tasks', () => {
    // Without an invoker the function is private: Google's front lets nobody through but who may invoke it.
    expect(endpoints.syncUsers?.taskQueueTrigger).toEqual({
      rateLimits: { maxConcurrentDispatches: 200, maxDispatchesPerSecond: 100 },
      retryConfig: {
        maxAttempts: 5,
        maxBackoffSeconds: 8,
        maxDoublings: null,
        maxRetrySeconds: 50,
        minBackoffSeconds: 1,
      },
    });
  });

  it('has each parameter set for the emulator suite, which would write down what is missing', async () => {
    const file = 'functions/.env.demo-agenttrader';
    const values = parseEnv(await readFile(join(root, file), 'utf8'));
    expect(params.length).toBeGreaterThan(10);
    const missing = params.filter(({ name }) => !(name in values));
    expect(missing.map(({ name, default: value }) => `${file} lacks ${name}=${value ?? ''}`)).toEqual([]);
    const different = params.filter(({ name, default: value }) => values[name] !== String(value));
    expect(different.map(({ name }) => name).toSorted()).toEqual(['CLOSED_MARKET_MINUTES', 'SIGNAL_MODEL']);
  });

  it('imports only what functions/package.json lists', async () => {
    const { dependencies } = JSON.parse(await readFile(join(root, 'functions/package.json'), 'utf8'));
    const imported = [...bundle.matchAll(/^import .*?["']([^"']+)["'];$|from ["']([^"']+)["'];$/gm)]
      .map(match => match[1] ?? match[2] ?? '')
      .filter(name => !name.startsWith('node:') && !builtinModules.includes(name))
      .map(name =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    expect(imported.length).toBeGreaterThan(5);
    expect(imported.filter(name => !(name in dependencies))).toEqual([]);
  });
});
