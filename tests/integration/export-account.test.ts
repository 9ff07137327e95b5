import { GeoPoint, Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportedDocument } from '../../domain/src/callables/export-account.ts';
import { exportAccountResponse } from '../../domain/src/callables/export-account.ts';
import * as paths from '../../domain/src/paths.ts';
import { exportAccount } from '../../functions/src/accounts/export-account.ts';
import { accountExporter } from '../../functions/src/data/accounts/account-exporter.ts';
import { ManualClock } from '../../functions/test-support/manual-clock.ts';
import { type InProcessFirestore, inProcessFirestore } from '../support/in-process-firestore.ts';

const clock = new ManualClock('2026-03-02T15:00:00.000Z');

describe('an export of everything', () => {
  let firestore: InProcessFirestore;
  beforeAll(async () => {
    firestore = await inProcessFirestore('demo-export');
    const documents: Record<string, object> = {
      'users/alice': { onboarded: true, email: 'alice@test.example' },
      'users/alice/a/first': { n: 1 },
      'users/alice/a/first/deep/below': { n: 2 },
      'users/alice/a-b/between': { n: 3 },
      'users/alice/anything/new': { n: 4 },
      'users/alice/nowhere/missing/below/child': { parent: 'does not exist' },
      'users/alice/idempotencyKeys/k': { canary: true },
      'users/alice/secrets/s': { canary: true },
      'users/bob': { onboarded: true, canary: true },
      'users/bob/a/first': { canary: true },
      'users/alicea/a/first': { canary: true },
      'traderProfiles/alice': { handle: 'ally' },
      'traderProfiles/bob': { canary: true },
    };
    for (let n = 0; n < 250; n += 1) {
      documents[`users/alice/signals/s${n}`] = { n, text: 'x'.repeat(n) };
    }
    const writer = firestore.db.bulkWriter();
    for (const [path, fields] of Object.entries(documents)) void writer.set(firestore.db.doc(path), fields);
    await writer.close();
  });
  afterAll(() => firestore.close());

  const ports = () => ({ exporter: accountExporter(firestore.db), clock });

  async function everything(uid: string, partBytes: number): Promise<ExportedDocument[]> {
    const documents: ExportedDocument[] = [];
    let after: string | undefined;
    do {
      const answer = await exportAccount(uid, after === undefined ? {} : { after }, ports(), partBytes);
      documents.push(...exportAccountResponse.parse(answer).documents);
      after = answer.next ?? undefined;
    } while (after !== undefined);
    return documents;
  }

  it('holds each of the tenant’s documents once, however many parts it takes, and nobody else’s', async () => {
    const whole = await everything('alice', 10_000_000);
    const expected = [
      'users/alice',
      'users/alice/a/first',
      'users/alice/a/first/deep/below',
      'users/alice/a-b/between',
      'users/alice/anything/new',
      'users/alice/nowhere/missing/below/child',
      'traderProfiles/alice',
      ...Array.from({ length: 250 }, (_, n) => `users/alice/signals/s${n}`),
    ];
    const received = whole.map(({ path }) => path);
    const counted = /\/(usage|audit)\//;
    expect(received.filter(path => !counted.test(path)).toSorted()).toEqual(expected.toSorted());
    expect(received.filter(path => path.includes('/audit/'))).toHaveLength(1);
    expect(JSON.stringify(whole)).not.toContain('canary');

    const parted = (await everything('alice', 3_000)).map(({ path }) => path);
    expect(parted.filter(path => !counted.test(path))).toEqual(received.filter(path => !counted.test(path)));
    expect(new Set(parted).size).toBe(parted.length);
  });

  it('goes on after a document that was deleted meanwhile', async () => {
    const place = 'users/alice/signals/s100x';
    const { documents } = await exportAccount('alice', { after: place }, ports());
    expect(documents[0]?.path).toBe('users/alice/signals/s101');
  });

  it.each([
    'users/bob',
    'users/bob/a/first',
    'users/alicea/a/first',
    'traderProfiles/bob',
    'users/alice/a',
    'users/alice/a//x',
    '',
    '/',
    'users',
    'users/alice/a/..',
    'users/alice/a/.',
    'users/alice/a/__x__',
    'users/alice/a/\ud800',
    `users/alice/a/${'x'.repeat(1_501)}`,
  ])('does not begin at %j', async after => {
    await expect(exportAccount('alice', { after }, ports())).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });

  it.each(['\u0000', '\uffff', '%', 'users', ' ', '`', '\u{1f600}'])(
    'goes on after a made-up id %j',
    async id => {
      const { documents } = await exportAccount('alice', { after: `users/alice/a/${id}` }, ports());
      expect(documents.map(({ path }) => path)).toContain('traderProfiles/alice');
      const hidden = await exportAccount('alice', { after: `users/alice/secrets/${id}` }, ports());
      expect(JSON.stringify(hidden)).not.toContain('canary');
    },
  );

  it('states every kind of value in JSON', async () => {
    const { db } = firestore;
    await db.doc(paths.tenantDocument('kinds')).set({
      onboarded: true,
      at: Timestamp.fromDate(new Date('2026-03-02T15:00:00.123Z')),
      precise: new Timestamp(1_772_463_600, 123_456_000),
      bytes: Buffer.from('bytes'),
      place: new GeoPoint(1.5, -2),
      other: db.doc('users/kinds/a/b'),
      numbers: [1, -0.5, Number.NaN, Infinity, -Infinity],
      nothing: null,
      map: { deep: [{ at: Timestamp.fromMillis(0) }], empty: {} },
    });
    const [document] = await everything('kinds', 10_000);
    expect(document).toEqual({
      path: 'users/kinds',
      fields: {
        onboarded: true,
        at: '2026-03-02T15:00:00.123Z',
        precise: '2026-03-02T15:00:00.123456000Z',
        bytes: { bytes: 'Ynl0ZXM=' },
        place: { latitude: 1.5, longitude: -2 },
        other: { reference: 'users/kinds/a/b' },
        numbers: [1, -0.5, { number: 'NaN' }, { number: 'Infinity' }, { number: '-Infinity' }],
        nothing: null,
        map: { deep: [{ at: '1970-01-01T00:00:00.000Z' }], empty: {} },
      },
    });
  });
});
