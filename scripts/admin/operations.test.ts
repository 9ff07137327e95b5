import { describe, expect, it } from 'vitest';
import { answeredBy } from '../../tests/support/answered-call.ts';
import { operate } from './operations.ts';

/** Answers each call with the next of the answers, and notes what was asked. */
function answering(...answers: unknown[]) {
  const asked: unknown[] = [];
  const call = answeredBy((name, data) => {
    asked.push([name, data]);
    return answers[asked.length - 1];
  });
  return { asked, call };
}

describe('operating from a terminal', () => {
  it.each([
    ['halt', true, 'halted'],
    ['resume', false, 'resumed'],
  ] as const)('%s', async (name, halted, status) => {
    const { asked, call } = answering({ status, message: 'Done.' });
    expect(await operate({ name, reason: 'why' }, call)).toEqual({ text: 'Done.', exit: 0 });
    expect(asked).toEqual([['set_global_halt', { halted, reason: 'why' }]]);
  });

  it.each([
    ['lock', true, 'locked'],
    ['unlock', false, 'unlocked'],
  ] as const)('%s', async (name, locked, status) => {
    const { asked, call } = answering({ status, targetUserId: 'alice', message: 'Done.' });
    expect(await operate({ name, user: 'alice', reason: 'why', signIn: false }, call)).toEqual({
      text: 'Done.',
      exit: 0,
    });
    expect(asked).toEqual([['lock_tenant', { targetUserId: 'alice', locked, signIn: false, reason: 'why' }]]);
  });

  it('status shows every page of tenants in one table', async () => {
    const page = {
      asOf: '2026-03-02T15:01:00.000Z',
      lastPulse: {
        scheduledAt: '2026-03-02T15:00:00.000Z',
        finishedAt: '2026-03-02T15:00:01.000Z',
        synced: 1,
        failed: 1,
        skipped: 0,
        durationMs: 900,
        clockAheadMs: 0,
        freshness: { p50Ms: 300, p90Ms: 800, p99Ms: 900, maxMs: 900 },
      },
      globalHalt: { halted: true, reason: 'a bad feed' },
      tenants: [
        {
          tenantId: 'alice',
          trading: true,
          locked: false,
          connected: true,
          syncedAt: '2026-03-02T15:00:00.000Z',
          errorCode: null,
          consecutiveFailures: 0,
        },
      ],
      next: 'alice',
    };
    const bob = {
      tenantId: 'bob',
      trading: false,
      locked: true,
      connected: false,
      syncedAt: null,
      errorCode: 'broker_unavailable',
      consecutiveFailures: 3,
    };
    const { asked, call } = answering(page, { ...page, tenants: [bob], next: null });
    const { text, exit } = await operate({ name: 'status' }, call);
    expect(exit).toBe(4);
    expect(text.split('\n')).toEqual([
      'verdict      degraded',
      '             1 of the 2 tenants of the last pulse failed.',
      'last pulse   2026-03-02T15:00:00.000Z  1 synced, 1 failed, 0 skipped',
      '             half after 0.3 s, 99 % after 0.9 s, all after 0.9 s',
      'global halt  ON: a bad feed',
      '',
      'tenant  trading  broker     last sync                 error',
      'alice   on       connected  2026-03-02T15:00:00.000Z  -',
      'bob     locked   -          never                     broker_unavailable (3)',
    ]);
    expect(asked).toEqual([
      ['get_operations', {}],
      ['get_operations', { after: 'alice' }],
    ]);
  });

  it.each([
    ['healthy', '2026-03-02T15:01:00.000Z', 0],
    ['down', '2026-03-02T15:10:00.000Z', 5],
  ])('status ends with a code that tells %s', async (health, asOf, exit) => {
    const lastPulse = {
      scheduledAt: '2026-03-02T15:00:00.000Z',
      finishedAt: '2026-03-02T15:00:01.000Z',
      synced: 1,
      failed: 0,
      skipped: 0,
      durationMs: 900,
      clockAheadMs: 0,
      freshness: null,
    };
    const globalHalt = { halted: false, reason: null };
    const { call } = answering({ asOf, lastPulse, globalHalt, tenants: [], next: null });
    expect(await operate({ name: 'status' }, call)).toEqual({
      text: expect.stringContaining(`verdict      ${health}`),
      exit,
    });
  });

  it.each([
    ['synced', 0],
    ['failed', 1],
    ['skipped', 1],
  ])('sync tells %s by its exit code', async (status, exit) => {
    const { asked, call } = answering({ status, targetUserId: 'alice', errorCode: null, message: 'Told.' });
    expect(await operate({ name: 'sync', user: 'alice', reason: 'asked' }, call)).toEqual({
      text: 'Told.',
      exit,
    });
    expect(asked).toEqual([['sync_tenant', { targetUserId: 'alice', reason: 'asked' }]]);
  });

  it('does not print an answer that is none', async () => {
    const { call } = answering({ status: 'odd' });
    await expect(operate({ name: 'status' }, call)).rejects.toThrow();
  });
});
