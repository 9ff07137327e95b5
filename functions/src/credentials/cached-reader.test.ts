import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test-support/manual-clock.ts';
import { cachedReader } from './cached-reader.ts';
import { CredentialsError, type CredentialsReader } from './credentials.ts';

function world(maxEntries = 10) {
  const reads: string[] = [];
  const clock = new ManualClock('2026-03-02T15:00:00Z');
  const reader: CredentialsReader = {
    async read({ uid, version }) {
      reads.push(`${uid}@${version}`);
      if (version === '13') throw new CredentialsError('missing');
      return { kind: 'apiKey', keyId: `${uid}-${version}`, secretKey: 'secret' };
    },
  };
  const cached = cachedReader(reader, clock, { maxAgeMs: 60_000, maxEntries });
  const read = (uid: string, version: string, connectionId = version) =>
    cached.read({ uid, broker: 'alpaca', version, connectionId });
  return { reads, clock, read };
}

describe('cached keys', () => {
  it('are read once for a version', async () => {
    const { reads, read } = world();
    expect(await read('alice', '1')).toEqual(await read('alice', '1'));
    expect(reads).toEqual(['alice@1']);
  });

  it('are never handed to another tenant or another version', async () => {
    const { read } = world();
    expect((await read('alice', '1')).keyId).toBe('alice-1');
    expect((await read('bob', '1')).keyId).toBe('bob-1');
    expect((await read('alice', '2')).keyId).toBe('alice-2');
  });

  it('are never handed to another connection whose version has the same number', async () => {
    const { reads, read } = world();
    await read('alice', '1', '1.1');
    await read('alice', '1', '1.2');
    expect(reads).toHaveLength(2);
  });

  it('are read again when they are old', async () => {
    const { reads, clock, read } = world();
    await read('alice', '1');
    clock.advance(60_000);
    await read('alice', '1');
    expect(reads).toHaveLength(2);
  });

  it.each([
    [100, 100, 100],
    [100, 101, 101 + 9],
    [100, 150, 150 + 9 * 50],
  ])('of %i places, in ten rounds over %i tenants, take %i reads', async (places, tenants, expected) => {
    const { reads, clock, read } = world(places);
    for (let round = 0; round < 10; round += 1) {
      for (let n = 0; n < tenants; n += 1) await read(`tenant-${n}`, '1');
      clock.advance(5_000);
    }
    expect(reads).toHaveLength(expected);
  });

  it('make room once they are too old, so that who left for good does not hold a place', async () => {
    const { reads, clock, read } = world(2);
    for (const uid of ['a', 'b', 'c']) await read(uid, '1');
    clock.advance(60_000);
    for (const uid of ['c', 'd', 'c', 'd']) await read(uid, '1');
    expect(reads).toEqual(['a@1', 'b@1', 'c@1', 'c@1', 'd@1']);
  });

  it('read while the clock was ahead are read again when it is right', async () => {
    const { reads, clock, read } = world();
    clock.advance(3_600_000);
    await read('alice', '1');
    clock.advance(-3_600_000);
    await read('alice', '1');
    await read('alice', '1');
    expect(reads).toHaveLength(2);
  });

  it('remember no failure', async () => {
    const { reads, read } = world();
    await expect(read('alice', '13')).rejects.toThrow(CredentialsError);
    await expect(read('alice', '13')).rejects.toThrow(CredentialsError);
    expect(reads).toHaveLength(2);
  });
});
