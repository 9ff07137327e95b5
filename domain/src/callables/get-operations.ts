import { z } from 'zod';
import { SYNC_ERROR_CODES } from '../accounts/sync-error.ts';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';
import { documentId } from './document-id.ts';

const getOperationsRequest = z.strictObject({
  /** `next` of the page before. */
  after: documentId('after').optional(),
});
export type GetOperationsRequest = z.infer<typeof getOperationsRequest>;

const getOperationsResponse = z.strictObject({
  /** The server's time of this answer: ages are counted from it. */
  asOf: z.iso.datetime(),
  /** Null until the first pulse. */
  lastPulse: z
    .strictObject({
      scheduledAt: z.iso.datetime(),
      finishedAt: z.iso.datetime().nullable(),
      synced: z.int(),
      failed: z.int(),
      skipped: z.int(),
      /** How long it took. */
      durationMs: z.number().nonnegative().nullable(),
      /** How far ahead of its clock stored times lay that it did not believe; 0 while clocks are in order. */
      clockAheadMs: z.number().nonnegative(),
      /** How soon after its minute half, 90 %, 99 % and all of the tenants were synced; null where none was. */
      freshness: z
        .strictObject({ p50Ms: z.number(), p90Ms: z.number(), p99Ms: z.number(), maxMs: z.number() })
        .nullable(),
    })
    .nullable(),
  globalHalt: z.strictObject({ halted: z.boolean(), reason: z.string().nullable() }),
  tenants: z.array(
    z.strictObject({
      tenantId: z.string(),
      trading: z.boolean(),
      locked: z.boolean(),
      connected: z.boolean(),
      syncedAt: z.iso.datetime().nullable(),
      errorCode: z.enum(SYNC_ERROR_CODES).nullable(),
      consecutiveFailures: z.int(),
    }),
  ),
  next: z.string().nullable(),
});
export type GetOperationsResponse = z.infer<typeof getOperationsResponse>;

/** The heartbeat, the global halt, and a page of the tenants' health. */
export const getOperations = defineCallable({
  name: 'get_operations',
  request: getOperationsRequest,
  response: getOperationsResponse,
  kind: 'query',
});

export const getOperationsContract = {
  callable: getOperations,
  purpose: 'The heartbeat, the global halt, and the health of the tenants, a page at a time.',
  requires: 'operator',
  limit: { perMinute: 120, perDay: 5_000 },
  instance: SMALL_INSTANCE,
  errors: {},
  example: {
    request: { after: 'alice' },
    response: {
      asOf: '2026-03-02T15:00:20.000Z',
      lastPulse: {
        scheduledAt: '2026-03-02T15:00:00.000Z',
        finishedAt: '2026-03-02T15:00:03.412Z',
        synced: 41,
        failed: 1,
        skipped: 3,
        durationMs: 3_270,
        clockAheadMs: 0,
        freshness: { p50Ms: 1_300, p90Ms: 2_900, p99Ms: 3_240, maxMs: 3_240 },
      },
      globalHalt: { halted: false, reason: null },
      tenants: [
        {
          tenantId: 'bob',
          trading: true,
          locked: false,
          connected: true,
          syncedAt: '2026-03-02T15:00:02.118Z',
          errorCode: null,
          consecutiveFailures: 0,
        },
      ],
      next: null,
    },
  },
  // A page of tenants.
  cost: { reads: 252, writes: 0, seconds: 2 },
} satisfies CallableContract<typeof getOperations>;
