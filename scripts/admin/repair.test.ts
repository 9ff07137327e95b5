import { describe, expect, it } from 'vitest';
import { UsageError } from '../../local/command-line/flags.ts';
import { answeredBy } from '../../tests/support/answered-call.ts';
import { parseAdminFlags } from './admin-flags.ts';
import { repair } from './repair.ts';

const answer = (next: string | null, report: object[] = []) => ({
  dryRun: false,
  targetUserId: 'alice',
  message: 'Done.',
  examined: 200,
  report,
  next,
});
const health = (tenantId: string) => ({
  tenantId,
  trading: false,
  locked: false,
  connected: false,
  syncedAt: null,
  errorCode: null,
  consecutiveFailures: 0,
});
const operations = (tenants: string[], next: string | null) => ({
  asOf: '2026-03-02T15:00:00.000Z',
  lastPulse: null,
  globalHalt: { halted: false, reason: null },
  tenants: tenants.map(health),
  next,
});

describe('the command line of admin repair', () => {
  it.each([
    [['repair'], { name: 'repair', user: undefined, dryRun: false }],
    [['repair', '--dry-run'], { name: 'repair', user: undefined, dryRun: true }],
    [['repair', '--uid', 'alice', '--dry-run'], { name: 'repair', user: 'alice', dryRun: true }],
    [['repair', 'alice'], { name: 'repair', user: 'alice', dryRun: false }],
  ])('%j', (argv, command) => {
    expect(parseAdminFlags(argv).command).toEqual(command);
  });

  it.each([
    [['repair', 'a/b']],
    [['repair', '--uid', '']],
    [['repair', 'alice', 'bob']],
    [['repair', 'alice', '--uid', 'alice']],
    [['status', '--dry-run']],
    [['halt', 'why', '--uid', 'alice']],
  ])('refuses %j', argv => {
    expect(() => parseAdminFlags(argv)).toThrow(UsageError);
  });
});

describe('a repair', () => {
  it('goes on until a tenant is done, and lists what it did', async () => {
    const mended = { path: 'users/alice/signals/a', outcome: 'mended', reason: 'Written anew: action.' };
    const left = { path: 'users/alice/signals/b', outcome: 'unmendable', reason: 'action is missing.' };
    const requests: unknown[] = [];
    const call = answeredBy((_, request) => {
      requests.push(request);
      return requests.length === 1 ? answer('signals/a', [mended]) : answer(null, [left]);
    });
    const { text, unmendable } = await repair({ user: 'alice', dryRun: false }, call, () => {});
    expect(requests).toEqual([
      { targetUserId: 'alice', dryRun: false },
      { targetUserId: 'alice', dryRun: false, after: 'signals/a' },
    ]);
    expect(unmendable).toBe(1);
    expect(text.split('\n')).toEqual([
      'mended (1)',
      '  users/alice/signals/a  Written anew: action.',
      '',
      'cannot be mended (1)',
      '  users/alice/signals/b  action is missing.',
      '',
      '400 documents of 1 tenant looked at: 1 mended, 1 cannot be mended.',
    ]);
  });

  it('of nobody in particular is one of every tenant', async () => {
    const repaired: unknown[] = [];
    const call = answeredBy((name, request) => {
      if (name === 'get_operations') {
        return JSON.stringify(request) === '{}'
          ? operations(['alice', 'bob'], 'bob')
          : operations(['carol'], null);
      }
      repaired.push(request);
      return answer(null);
    });
    const { text } = await repair({ user: undefined, dryRun: true }, call, () => {});
    expect(repaired).toEqual(['alice', 'bob', 'carol'].map(targetUserId => ({ targetUserId, dryRun: true })));
    expect(text).toBe('600 documents of 3 tenants looked at: 0 would be mended, 0 cannot be mended.');
  });
});
