import { type ExportedDocument, exportAccountResponse } from '@agenttrader/domain/callables/export-account';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test-support/manual-clock.ts';
import { exportAccount, PART_DOCUMENTS } from './export-account.ts';
import type { ExportAccountPorts } from './ports.ts';

const document = (index: number, text = ''): ExportedDocument => ({
  path: `users/alice/d/${index}`,
  fields: { text },
});

function world(documents: readonly ExportedDocument[], { onboarded = true } = {}) {
  const audits: string[] = [];
  const ports: ExportAccountPorts = {
    exporter: {
      isOnboarded: async () => onboarded,
      isPlaceOf: (uid, path) => path.startsWith(`users/${uid}/`),
      async *documents(_uid, after) {
        yield* documents.slice(1 + documents.findIndex(({ path }) => path === after));
      },
      async audit(uid) {
        audits.push(uid);
      },
    },
    clock: new ManualClock('2026-03-02T15:00:00.000Z'),
  };
  return { ports, audits };
}

/** Asks for part after part. */
async function parts(ports: ExportAccountPorts, bytes: number): Promise<ExportedDocument[][]> {
  const list: ExportedDocument[][] = [];
  let after: string | undefined;
  do {
    const request = after === undefined ? {} : { after };
    const answer = exportAccountResponse.parse(await exportAccount('alice', request, ports, bytes));
    list.push(answer.documents);
    after = answer.next ?? undefined;
  } while (after !== undefined);
  return list;
}

describe('exporting an account', () => {
  it('comes in parts that hold every document once, each part within its size', async () => {
    const documents = Array.from({ length: 20 }, (_, index) => document(index, 'x'.repeat(index * 10)));
    const { ports, audits } = world(documents);
    const received = await parts(ports, 600);
    expect(received.length).toBeGreaterThan(3);
    expect(received.flat()).toEqual(documents);
    for (const part of received) {
      expect(part.reduce((sum, entry) => sum + JSON.stringify(entry).length, 0)).toBeLessThanOrEqual(600);
    }
    expect(audits).toEqual(['alice']);
  });

  it('hands out a document that is larger than a part by itself', async () => {
    const documents = [document(1), document(2, 'x'.repeat(500)), document(3)];
    expect(await parts(world(documents).ports, 100)).toEqual(documents.map(entry => [entry]));
  });

  it('cuts a part that has taken 20 seconds, and goes on where it was cut', async () => {
    const documents = Array.from({ length: 5 }, (_, index) => document(index));
    const clock = new ManualClock('2026-03-02T15:00:00.000Z');
    const { ports } = world(documents);
    const slow: ExportAccountPorts = {
      ...ports,
      clock,
      exporter: {
        ...ports.exporter,
        async *documents(uid, after) {
          for await (const next of ports.exporter.documents(uid, after)) {
            clock.advance(10_000);
            yield next;
          }
        },
      },
    };
    const received = await parts(slow, 1_000_000);
    expect(received.map(part => part.length)).toEqual([1, 1, 1, 1, 1]);
    expect(received.flat()).toEqual(documents);
  });

  it('cuts a part at its number of documents', async () => {
    const documents = Array.from({ length: PART_DOCUMENTS + 1 }, (_, index) => document(index));
    const received = await parts(world(documents).ports, 100_000_000);
    expect(received.map(part => part.length)).toEqual([PART_DOCUMENTS, 1]);
  });

  it('is a single part of nothing where there is nothing', async () => {
    expect(await parts(world([]).ports, 100)).toEqual([[]]);
  });

  it('goes on nowhere but in the caller’s own documents', async () => {
    const { ports, audits } = world([document(1)]);
    await expect(exportAccount('alice', { after: 'users/bob/d/1' }, ports)).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    expect(audits).toEqual([]);
  });

  it('needs an account that is set up', async () => {
    const { ports } = world([document(1)], { onboarded: false });
    await expect(exportAccount('alice', {}, ports)).rejects.toMatchObject({ code: 'failed-precondition' });
  });
});
