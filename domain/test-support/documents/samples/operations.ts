import { auditEntry, operatorAuditEntry } from '../../../src/documents/audit-entry.ts';
import { brokerConfig } from '../../../src/documents/broker-config.ts';
import { callCount, idempotencyRecord } from '../../../src/documents/call-records.ts';
import {
  deletedAccount,
  globalTrading,
  lastPulse,
  legacyDocumentsOwner,
  pulseLease,
  pulseRun,
  pulseShard,
} from '../../../src/documents/operations.ts';
import { syncError } from '../../../src/documents/sync-error.ts';
import { usageDay } from '../../../src/documents/usage-day.ts';
import * as paths from '../../../src/paths.ts';
import type { Sample } from '../sample.ts';

const UID = 'alice';
const at = new Date('2026-03-02T14:05:00Z');
const later = new Date('2026-03-02T14:06:30Z');

/** How an account is connected and what it used, and what the whole service keeps. */
export const OPERATIONS: readonly Sample[] = [
  {
    name: 'brokerConfig',
    file: 'broker-config',
    document: brokerConfig,
    path: paths.brokerConfig(UID, 'alpaca'),
    stored: {
      configured: true,
      environment: 'paper',
      key_id_last4: 'W4XZ',
      secret_version: '3',
      connected_at: at,
      verified_at: at,
      instructions: null,
      attempts: { begun: 3, settled: 3, emptied: 2 },
    },
    refused: [
      ['an environment that does not exist', { environment: 'https://example.com' }],
      ['a version that is no number', { secret_version: 'latest' }],
      ['a word for being connected', { configured: 'yes' }],
      ['half an attempt', { attempts: { begun: 0.5, settled: 0, emptied: null } }],
    ],
  },
  {
    name: 'syncError',
    file: 'sync-error',
    document: syncError,
    path: paths.lastSyncError(UID),
    stored: {
      code: 'broker_rate_limited',
      error: 'Alpaca asks us to slow down. We try again by ourselves.',
      timestamp: at,
      consecutive_failures: 2,
      retry_at: later,
      parked_version: null,
    },
    refused: [
      ['a code that does not exist', { code: 'bad_luck' }],
      ['no failure', { consecutive_failures: 0 }],
      ['no time', { timestamp: undefined }],
    ],
  },
  {
    name: 'usageDay',
    file: 'usage-day',
    document: usageDay,
    path: `${paths.usage(UID)}/2026-03-02`,
    stored: {
      signals: 4,
      trades: 2,
      summed_pages: 1,
      signals_in_flight: { a1b2c3: later },
      realized_pnl: '35.00',
      expires_at: new Date('2026-05-31T14:05:00Z'),
    },
    refused: [
      ['fewer signals than none', { signals: -1 }],
      ['a lease without an end', { signals_in_flight: { a1b2c3: true } }],
      ['a profit that is a number', { realized_pnl: 35 }],
      ['no end', { expires_at: undefined }],
    ],
  },
  {
    name: 'auditEntry',
    file: 'audit-entry',
    document: auditEntry,
    path: `${paths.audit(UID)}/e1`,
    stored: {
      event: 'broker_connected',
      actor: 'user',
      at,
      detail: { environment: 'paper', was_locked: false },
    },
    refused: [
      ['an event that does not exist', { event: 'something' }],
      ['an actor that does not exist', { actor: 'olivia' }],
      ['a detail within a detail', { detail: { deep: { deeper: 1 } } }],
    ],
  },
  {
    name: 'operatorAuditEntry',
    file: 'audit-entry',
    document: operatorAuditEntry,
    path: `${paths.operatorAudit()}/e1`,
    stored: { event: 'trading_locked', actor: 'olivia', at, detail: { tenant: UID, reason: 'Odd trades.' } },
    refused: [
      ['an event that does not exist', { event: 'something' }],
      ['nobody who did it', { actor: undefined }],
    ],
  },
  {
    name: 'idempotencyRecord',
    file: 'call-records',
    document: idempotencyRecord,
    path: `${paths.idempotencyKeys(UID)}/6f1e`,
    stored: {
      callable: 'open_shadow_trade',
      request_digest: '9c56',
      answer: { tradeId: 't1' },
      created_at: at,
      expires_at: new Date('2026-03-03T14:05:00Z'),
    },
    refused: [
      ['no request', { request_digest: undefined }],
      ['no end', { expires_at: undefined }],
    ],
  },
  {
    name: 'callCount',
    file: 'call-records',
    document: callCount,
    path: paths.callCount(UID, 'get_quote'),
    stored: { day: '2026-03-02', in_day: 12, minute: '2026-03-02T14:05', in_minute: 2, expires_at: later },
    refused: [
      ['half a call', { in_day: 0.5 }],
      ['fewer calls than none', { in_minute: -1 }],
    ],
  },
  {
    name: 'globalTrading',
    file: 'operations',
    document: globalTrading,
    path: paths.globalTrading(),
    stored: { halted: true, reason: 'The exchange is down.', updated_at: at, updated_by: 'olivia' },
    refused: [
      ['a word for a halt', { halted: 'yes' }],
      ['a reason that is a number', { reason: 1 }],
    ],
  },
  {
    name: 'pulseLease',
    file: 'operations',
    document: pulseLease,
    path: paths.pulseLease(),
    stored: { scheduled_at: at, holder: 'b7c1', state: 'running', expires_at: later },
    refused: [
      ['a state that does not exist', { state: 'paused' }],
      ['no end', { expires_at: undefined }],
    ],
  },
  {
    name: 'lastPulse',
    file: 'operations',
    document: lastPulse,
    path: paths.lastPulse(),
    stored: {
      scheduled_at: at,
      timestamp: later,
      success_count: 40,
      error_count: 1,
      skipped_count: 2,
      duration_ms: 812.5,
      errors_by_code: { broker_rate_limited: 1 },
      skipped_by_reason: { parked: 2 },
      clock_ahead_ms: 0,
      shards: 0,
      freshness: { p50_ms: 240, p90_ms: 510, p99_ms: 780, max_ms: 798 },
    },
    refused: [
      ['half a tenant', { success_count: 0.5 }],
      ['a word for how long it took', { duration_ms: 'long' }],
      [
        'tenants that are ahead of their minute',
        { freshness: { p50_ms: -1, p90_ms: 1, p99_ms: 1, max_ms: 1 } },
      ],
    ],
  },
  {
    name: 'pulseRun',
    file: 'operations',
    document: pulseRun,
    path: paths.pulseRun(at.toISOString()),
    stored: {
      scheduled_at: at,
      started_at: at,
      dispatched_at: at,
      shards: 7,
      listed: 1_000,
      switched_off: 12,
      expires_at: later,
    },
    refused: [['fewer than no shards', { shards: -1 }]],
  },
  {
    name: 'pulseShard',
    file: 'operations',
    document: pulseShard,
    path: paths.pulseShard(at.toISOString(), 3),
    stored: {
      listed: 150,
      started_at: at,
      updated_at: later,
      finished: true,
      success_count: 147,
      error_count: 1,
      skipped_count: 2,
      errors_by_code: { broker_rate_limited: 1 },
      skipped_by_reason: { parked: 2 },
      clock_ahead_ms: 0,
      lags_ms: { '1200': 90, '1300': 57 },
      max_lag_ms: 1_287,
      expires_at: later,
    },
    refused: [
      ['half a tenant', { lags_ms: { '1200': 0.5 } }],
      ['a word for being done', { finished: 'yes' }],
    ],
  },
  {
    name: 'legacyDocumentsOwner',
    file: 'operations',
    document: legacyDocumentsOwner,
    path: paths.legacyDocumentsOwner(),
    stored: { tenant: UID, since: at },
    refused: [['nobody', { tenant: '' }]],
  },
  {
    name: 'deletedAccount',
    file: 'operations',
    document: deletedAccount,
    path: paths.deletedAccount(UID),
    stored: { state: 'deleting', started_at: at, deleted_at: null, documents: 12, actor: 'alice' },
    refused: [
      ['a state that does not exist', { state: 'gone' }],
      ['half a document', { documents: 0.5 }],
    ],
  },
];
