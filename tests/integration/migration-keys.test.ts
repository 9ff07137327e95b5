import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrateLegacyDataResponse } from '../../domain/src/callables/migrate-legacy-data.ts';
import * as paths from '../../domain/src/paths.ts';
import { CredentialsError, type CredentialsVault } from '../../functions/src/credentials/credentials.ts';
import { legacyReader } from '../../functions/src/data/migration/legacy-reader.ts';
import { migrationStore } from '../../functions/src/data/migration/migration-store.ts';
import { repairStore } from '../../functions/src/data/migration/repair-store.ts';
import { migrateLegacyData } from '../../functions/src/migration/migrate-legacy-data.ts';
import { ManualClock } from '../../functions/test-support/manual-clock.ts';
import { memoryVault } from '../../functions/test-support/memory-accounts.ts';
import { memoryLog } from '../../functions/test-support/memory-log.ts';
import { crashAtEveryWrite } from '../support/crashing-firestore.ts';
import { dump } from '../support/firestore-dump.ts';
import { type InProcessFirestore, inProcessFirestore } from '../support/in-process-firestore.ts';
import { movePorts } from '../support/move-ports.ts';
import { onboardedTenant } from '../support/onboarded.ts';
import { currentState } from '../support/tenant-state.ts';

const SECRETS = 'users/alice/secrets/alpaca';
const KEY_ID = 'PKCANARYCANARY00WXYZ';
const SECRET = 'secretCanary'.padEnd(40, '7');
const pair = { api_key: KEY_ID, secret_key: SECRET };
const stored = { kind: 'apiKey', keyId: KEY_ID, secretKey: SECRET };

describe('keys that an earlier system left in documents', () => {
  let firestore: InProcessFirestore;
  beforeAll(async () => {
    firestore = await inProcessFirestore('demo-keys');
  });
  beforeEach(() => start({ [SECRETS]: { ...pair, base_url: 'https://api.alpaca.markets' } }));
  afterAll(() => firestore.close());

  async function start(documents: Record<string, object>): Promise<void> {
    await firestore.clear();
    await firestore.put({ ...onboardedTenant('alice'), ...documents });
  }

  /** Migrates; whatever is answered or logged, and every document but those named, must hold no key. */
  async function migrate(
    { dryRun = false, moveKeys = true } = {},
    { vault = memoryVault() as CredentialsVault, db = firestore.db, holding = [] as string[] } = {},
  ) {
    const log = memoryLog();
    const ports = {
      legacy: legacyReader(db),
      store: migrationStore(db),
      repairs: repairStore(db),
      keys: movePorts(db, vault, log),
      clock: new ManualClock('2026-03-02T15:00:00.000Z'),
      log,
    };
    const request = { targetUserId: 'alice', dryRun, withoutGlobal: false, moveKeys };
    let answer: unknown;
    try {
      answer = await migrateLegacyData('olivia', request, ports);
      return migrateLegacyDataResponse.parse(answer);
    } catch (thrown) {
      answer = thrown instanceof Error ? [thrown.message, thrown.stack] : thrown;
      throw thrown;
    } finally {
      const documents = await dump(firestore.db);
      const others = Object.entries(documents).filter(([path]) => !holding.includes(path));
      expect(JSON.stringify([answer, log.lines, others])).not.toMatch(/canary/i);
    }
  }

  it('are reported, and stay where they are', async () => {
    const vault = memoryVault();
    const { report, status } = await migrate({ moveKeys: false }, { vault, holding: [SECRETS] });
    expect(status).toBe('nothing_to_migrate');
    expect(report).toEqual([
      {
        source: SECRETS,
        target: 'Secret Manager',
        outcome: 'skipped',
        reason: 'It holds broker keys, which belong into Secret Manager: --move-keys moves them there.',
      },
    ]);
    expect(vault.versions.size).toBe(0);
    expect(await firestore.read(SECRETS)).toMatchObject(pair);
  });

  it('are moved into the vault and deleted, and the heartbeat uses them', async () => {
    const vault = memoryVault();
    const dry = await migrate({ dryRun: true }, { vault, holding: [SECRETS] });
    expect(vault.versions.size).toBe(0);
    const { report, message } = await migrate({}, { vault });
    expect(report).toEqual(dry.report);
    expect(report).toEqual([{ source: SECRETS, target: 'Secret Manager', outcome: 'moved', reason: null }]);
    expect(message).toContain('1 with keys moved');
    expect(await firestore.read(SECRETS)).toBeUndefined();
    expect([...vault.versions.values()]).toEqual([stored]);
    expect((await currentState(firestore.db, 'alice')).connection).toMatchObject({
      environment: 'live',
      secretVersion: '1',
    });
    expect(await firestore.read(paths.brokerConfig('alice', 'alpaca'))).toMatchObject({
      configured: true,
      key_id_last4: 'WXYZ',
      verified_at: null,
    });
    expect(await firestore.read(paths.tradingStatus('alice'))).toMatchObject({
      enabled: false,
      connected: true,
    });
    const entries = await firestore.db.collection(paths.audit('alice')).get();
    const connected = entries.docs.find(entry => entry.get('event') === 'broker_connected');
    expect(connected?.data()).toMatchObject({ actor: 'operator', detail: { environment: 'live' } });
    expect((await migrate({}, { vault })).report).toEqual([]);
  });

  it('are for the world that the old settings name, though these are mended first', async () => {
    const config = paths.brokerConfig('alice', 'alpaca');
    await start({ [SECRETS]: pair, [config]: { configured: true, environment: 'live' } });
    await migrate();
    expect(await firestore.read(config)).toMatchObject({ configured: true, environment: 'live' });
  });

  it('are moved out of the settings, too', async () => {
    const config = paths.brokerConfig('alice', 'alpaca');
    await start({ [config]: { configured: true, paper: true, ...pair } });
    const vault = memoryVault();
    const dry = await migrate({ dryRun: true }, { vault, holding: [config] });
    expect((await migrate({}, { vault })).report).toEqual(dry.report);
    expect(await firestore.read(config)).toMatchObject({ configured: true, environment: 'paper' });
    expect(vault.versions.size).toBe(1);
  });

  it('of a tenant who has connected others stay, and so does the connection', async () => {
    const vault = memoryVault();
    await migrate({}, { vault });
    const connection = await firestore.read(paths.brokerConfig('alice', 'alpaca'));
    const others = { api_key: 'PKOTHERCANARY0000001', secret_key: 'otherCanary'.padEnd(40, '8') };
    await firestore.db.doc(SECRETS).set(others);
    for (const moveKeys of [false, true]) {
      const { report } = await migrate({ moveKeys }, { vault, holding: [SECRETS] });
      expect(report).toMatchObject([
        { source: SECRETS, outcome: 'skipped', reason: expect.stringContaining('keeps that connection') },
      ]);
    }
    expect(await firestore.read(paths.brokerConfig('alice', 'alpaca'))).toEqual(connection);
    expect(await firestore.read(SECRETS)).toEqual(others);
    expect([...vault.versions.values()]).toEqual([stored]);
  });

  it('that are none, or nobody knows, are reported and left', async () => {
    const unknown = 'users/alice/secrets/kraken';
    await start({ [SECRETS]: { api_key: 'canary' }, [unknown]: pair });
    const { report, status } = await migrate({}, { holding: [SECRETS, unknown] });
    expect(status).toBe('partial');
    expect(report).toMatchObject([
      {
        source: SECRETS,
        outcome: 'unreadable',
        reason: 'It holds no pair of keys that a broker would take.',
      },
      { source: unknown, outcome: 'skipped' },
    ]);
    expect(await firestore.read(unknown)).toEqual(pair);
  });

  it('stay where they are while the vault is away', async () => {
    const away: CredentialsVault = {
      ...memoryVault(),
      store: async () => {
        throw new CredentialsError('unavailable');
      },
    };
    await expect(migrate({}, { vault: away, holding: [SECRETS] })).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(await firestore.read(SECRETS)).toMatchObject(pair);
    const vault = memoryVault();
    expect((await migrate({}, { vault })).report).toMatchObject([{ outcome: 'moved' }]);
    expect(vault.versions.size).toBe(1);
  });

  it('are in the vault once wherever the move was interrupted, and nowhere else', async () => {
    let vault = memoryVault();
    const writes = await crashAtEveryWrite(firestore.db, {
      start: async () => {
        await start({ [SECRETS]: pair });
        vault = memoryVault();
      },
      work: db => migrate({}, { vault, db, holding: [SECRETS] }),
      afterwards: async () => {
        await migrate({}, { vault });
        expect(await firestore.read(SECRETS)).toBeUndefined();
        expect([...vault.versions.values()]).toEqual([stored]);
        const version = String([...vault.versions.keys()][0]);
        expect(await firestore.read(paths.brokerConfig('alice', 'alpaca'))).toMatchObject({
          configured: true,
          secret_version: version,
        });
      },
    });
    expect(writes).toBeGreaterThanOrEqual(4);
  });
});
