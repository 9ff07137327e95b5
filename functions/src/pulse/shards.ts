import { createHash } from 'node:crypto';
import type { Shard } from './ports.ts';

/**
 * How much room a shard's uids may take in the body of its task: a body has at most 64 KiB, and a uid of 128 characters
 * takes half a kilobyte where they are not of the Latin alphabet.
 */
const MOST_BYTES = 60_000;

/** Lays uids out to shards of at most so many as they come, each once, in their order. */
export async function* shardsOf(
  scheduledAt: Date,
  pages: AsyncIterable<readonly string[]>,
  size: number,
): AsyncGenerator<Shard> {
  let number = 0;
  let uids: string[] = [];
  let bytes = 0;
  for await (const page of pages) {
    for (const uid of page) {
      const more = Buffer.byteLength(JSON.stringify(uid)) + 1;
      if (uids.length === size || bytes + more > MOST_BYTES) {
        yield { scheduledAt, number, uids };
        number += 1;
        uids = [];
        bytes = 0;
      }
      uids.push(uid);
      bytes += more;
    }
  }
  if (uids.length > 0) yield { scheduledAt, number, uids };
}

/**
 * The id of a shard's task: the same for the same shard of the same minute, so that it is queued once, however often it is
 * handed over. It begins with a hash, as ids that are alike at their beginning slow the queue down.
 */
export function taskIdOf({ scheduledAt, number }: Pick<Shard, 'scheduledAt' | 'number'>): string {
  const minute = scheduledAt.toISOString().replaceAll(/[^\d]/g, '');
  const hash = createHash('sha256').update(`${minute}-${number}`).digest('hex').slice(0, 8);
  return `${hash}-${minute}-${number}`;
}
