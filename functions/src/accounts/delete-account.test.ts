import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test-support/manual-clock.ts';
import { memoryLog } from '../../test-support/memory-log.ts';
import { deleteAccount } from './delete-account.ts';
import type { DeleteAccountPorts } from './ports.ts';

/** Ports that note who was asked for what; `failing` throws instead. */
function recording(failing?: string) {
  const steps: string[] = [];
  const step = async (name: string): Promise<void> => {
    if (name === failing) throw new Error(`${name} failed`);
    steps.push(name);
  };
  const ports: DeleteAccountPorts = {
    removal: {
      begin: (uid, actor) => step(`begin ${uid} ${actor}`),
      removePublicProfile: uid => step(`profile ${uid}`),
      removeDocuments: uid => step(`documents ${uid}`),
      removeLegacyDocuments: uid => step(`legacy ${uid}`),
      finish: uid => step(`finish ${uid}`),
    },
    vault: {
      async list(uid, broker) {
        await step(`list ${uid} ${broker}`);
        return ['1', '3'];
      },
      async destroy(uid, broker, versions) {
        await step(`destroy ${uid} ${broker} ${versions}`);
        return versions.length;
      },
      erase: (uid, broker) => step(`erase ${uid} ${broker}`),
    },
    users: { remove: uid => step(`user ${uid}`) },
    clock: new ManualClock('2026-03-02T15:00:00.000Z'),
    log: memoryLog(),
  };
  return { ports, steps };
}

const ORDER = [
  'begin alice user',
  'list alice alpaca',
  'destroy alice alpaca 1,3',
  'erase alice alpaca',
  'profile alice',
  'legacy alice',
  'documents alice',
  'erase alice alpaca',
  'user alice',
  'finish alice',
];

describe('deleting an account', () => {
  it('stops trading, destroys the keys, and takes the sign-in last', async () => {
    const { ports, steps } = recording();
    expect(await deleteAccount('alice', ports)).toMatchObject({ status: 'deleted' });
    expect(steps).toEqual(ORDER);
  });

  it.each([...new Set(ORDER)])('goes no further when "%s" fails', async name => {
    const { ports, steps } = recording(name);
    await expect(deleteAccount('alice', ports)).rejects.toThrow(`${name} failed`);
    expect(steps).toEqual(ORDER.slice(0, ORDER.indexOf(name)));
  });
});
