import { describe, expect, it } from 'vitest';
import type { GetOperationsResponse } from '../callables/get-operations.ts';
import { judgeOperations } from './verdict.ts';

type Pulse = NonNullable<GetOperationsResponse['lastPulse']>;
type Tenant = GetOperationsResponse['tenants'][number];

const asOf = '2026-03-02T15:03:00.000Z';
const pulse = (changes: Partial<Pulse> = {}): Pulse => ({
  scheduledAt: '2026-03-02T15:02:00.000Z',
  finishedAt: '2026-03-02T15:02:05.000Z',
  synced: 90,
  failed: 0,
  skipped: 400,
  durationMs: 5_000,
  clockAheadMs: 0,
  freshness: null,
  ...changes,
});
const tenant = (tenantId: string, consecutiveFailures: number): Tenant => ({
  tenantId,
  trading: true,
  locked: false,
  connected: true,
  syncedAt: null,
  errorCode: consecutiveFailures > 0 ? 'broker_timeout' : null,
  consecutiveFailures,
});
const verdict = (lastPulse: Pulse | null, tenants: Tenant[] = []) =>
  judgeOperations({ asOf, lastPulse, tenants });

describe('the verdict on the service', () => {
  it.each([
    ['no pulse ever', null, 'down'],
    ['a pulse three minutes ago', { finishedAt: '2026-03-02T15:00:00.000Z' }, 'healthy'],
    ['a pulse longer ago', { finishedAt: '2026-03-02T14:59:59.999Z' }, 'down'],
    ['a pulse that did not say when it ended', { finishedAt: null }, 'healthy'],
    ['nobody tried', { synced: 0, failed: 0 }, 'healthy'],
    ['a tenth failing', { synced: 90, failed: 10 }, 'healthy'],
    ['more than a tenth failing', { synced: 89, failed: 10 }, 'degraded'],
    ['everybody failing', { synced: 0, failed: 1 }, 'degraded'],
    ['55 seconds', { durationMs: 55_000 }, 'healthy'],
    ['more than 55 seconds', { durationMs: 55_001 }, 'degraded'],
    ['an unknown duration', { durationMs: null }, 'healthy'],
    ['a clock that is ahead', { clockAheadMs: 90_000 }, 'degraded'],
    ['a slow pulse long ago', { durationMs: 50_000, finishedAt: '2026-03-02T14:00:00.000Z' }, 'down'],
  ] as const)('with %s', (_, changes, health) => {
    const { health: told, findings } = verdict(changes && pulse(changes));
    expect(told).toBe(health);
    expect(findings.length > 0).toBe(health !== 'healthy');
  });

  it('names tenants that fail five times in a row, the first five of them', () => {
    expect(verdict(pulse(), [tenant('alice', 4)])).toEqual({ health: 'healthy', findings: [] });
    expect(verdict(pulse(), [tenant('alice', 5), tenant('bob', 0)])).toEqual({
      health: 'degraded',
      findings: ['alice has failed 5 times in a row (broker_timeout).'],
    });
    const many = Array.from({ length: 8 }, (_, n) => tenant(`t${n}`, 9));
    expect(verdict(pulse(), many).findings).toHaveLength(6);
    expect(verdict(pulse(), many).findings.at(-1)).toBe('So have 3 more.');
  });
});
