import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_SHARD_TENANTS } from './limits.ts';
import type { Shard } from './ports.ts';
import { shardsOf, taskIdOf } from './shards.ts';
import { sentTask } from './sync-shard.ts';

const scheduledAt = new Date('2026-03-02T15:00:00.000Z');

async function collect(pages: readonly (readonly string[])[], size: number): Promise<Shard[]> {
  async function* all() {
    yield* pages;
  }
  const shards: Shard[] = [];
  for await (const shard of shardsOf(scheduledAt, all(), size)) shards.push(shard);
  return shards;
}

/** The body that Cloud Tasks delivers. */
const bodyOf = (shard: Shard): string =>
  JSON.stringify({ data: sentTask({ ...shard, startBefore: scheduledAt }) });

describe('shards', () => {
  it('hold every tenant once, in their order, whatever the pages', async () => {
    const pages = fc.array(fc.array(fc.string({ minLength: 1, maxLength: 128 }), { maxLength: 20 }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(pages, fc.integer({ min: 1, max: 30 }), async (listed, size) => {
        const shards = await collect(listed, size);
        expect(shards.flatMap(({ uids }) => uids)).toEqual(listed.flat());
        expect(shards.map(({ number }) => number)).toEqual(shards.map((_, index) => index));
        expect(shards.every(({ uids }) => uids.length > 0 && uids.length <= size)).toBe(true);
      }),
    );
  });

  it.each([
    ['of letters', 'u'],
    ['of two bytes a character', 'ü'],
    ['of characters that JSON escapes', '"'],
    ['of four bytes a character', '😀'],
  ])(
    'fit into a body of 64 KiB, and into a task of 100 KB, with the longest uids %s',
    async (_, character) => {
      const uid = character.repeat(128 / character.length);
      const page = Array.from({ length: 1_000 }, () => uid);
      const shards = await collect([page], MOST_SHARD_TENANTS);
      expect(shards.flatMap(({ uids }) => uids)).toHaveLength(1_000);
      for (const shard of shards) {
        expect(Buffer.byteLength(bodyOf(shard))).toBeLessThan(65_536);
        expect(Buffer.from(bodyOf(shard)).toString('base64').length).toBeLessThan(100_000);
      }
    },
  );
});

describe('the id of a task', () => {
  const minute = (n: number) => new Date(scheduledAt.getTime() + n * 60_000);

  it('is the same for the same shard of the same minute, and for no other', () => {
    expect(taskIdOf({ scheduledAt, number: 3 })).toBe(taskIdOf({ scheduledAt: minute(0), number: 3 }));
    const ids = new Set<string>();
    for (let n = 0; n < 30; n += 1)
      for (let number = 0; number < 30; number += 1) ids.add(taskIdOf({ scheduledAt: minute(n), number }));
    expect(ids.size).toBe(900);
  });

  it('begins differently for shards that follow each other', () => {
    const starts = Array.from({ length: 100 }, (_, number) => taskIdOf({ scheduledAt, number }).slice(0, 2));
    expect(new Set(starts).size).toBeGreaterThan(60);
  });
});
