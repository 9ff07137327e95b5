import { expect, it } from 'vitest';
import { ManualClock } from '../../test-support/manual-clock.ts';
import { memoryLog } from '../../test-support/memory-log.ts';
import { signOutEverywhere } from './sign-out-everywhere.ts';

it('ends sessions once the second is over in which the last of them may have begun', async () => {
  const clock = new ManualClock('2026-03-02T15:00:00.400Z');
  const ended: string[] = [];
  const users = {
    endSessions: async (uid: string) => void ended.push(`${uid} ${clock.now().toISOString()}`),
  };
  const answer = signOutEverywhere('ada', { users, clock, log: memoryLog() });
  clock.advance(599);
  await new Promise(setImmediate);
  expect(ended).toEqual([]);
  clock.advance(1);
  expect(await answer).toMatchObject({ status: 'signed_out' });
  expect(ended).toEqual(['ada 2026-03-02T15:00:01.000Z']);
});
