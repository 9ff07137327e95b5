import type { GetOperationsResponse } from '../../domain/src/callables/get-operations.ts';
import type { AnswerOf, CallableName, RequestTo } from '../../domain/src/callables/list.ts';
import { type Health, judgeOperations, type Verdict } from '../../domain/src/operations/verdict.ts';
import { EXIT, type ExitCode } from './run-command.ts';

/** What an operator does through the deployed functions. */
export type Operation =
  | { readonly name: 'status' }
  | { readonly name: 'halt' | 'resume'; readonly reason: string }
  | { readonly name: 'sync'; readonly user: string; readonly reason: string }
  | {
      readonly name: 'lock' | 'unlock';
      readonly user: string;
      readonly reason: string;
      readonly signIn: boolean;
    };

/** What to print, and how the command ends. */
export interface Result {
  readonly text: string;
  readonly exit: ExitCode;
}

/** Calls a deployed function as the operator who signed in. */
export type Call = <Name extends CallableName>(
  name: Name,
  request: RequestTo<Name>,
) => Promise<AnswerOf<Name>>;

/** Does it. @throws whatever `call` throws */
export async function operate(operation: Operation, call: Call): Promise<Result> {
  switch (operation.name) {
    case 'status': {
      const operations = await everyPage(call);
      const verdict = judgeOperations(operations);
      return { text: statusText(operations, verdict), exit: EXITS[verdict.health] };
    }
    case 'halt':
    case 'resume': {
      const request = { halted: operation.name === 'halt', reason: operation.reason };
      return done(await call('set_global_halt', request));
    }
    case 'lock':
    case 'unlock': {
      const { user: targetUserId, reason, signIn } = operation;
      const request = { targetUserId, locked: operation.name === 'lock', signIn, reason };
      return done(await call('lock_tenant', request));
    }
    case 'sync': {
      const request = { targetUserId: operation.user, reason: operation.reason };
      const { status, message } = await call('sync_tenant', request);
      return { text: message, exit: status === 'synced' ? EXIT.done : EXIT.failed };
    }
  }
}

const EXITS: Record<Health, ExitCode> = { healthy: EXIT.done, degraded: EXIT.degraded, down: EXIT.down };

const done = ({ message }: { readonly message: string }): Result => ({ text: message, exit: EXIT.done });

async function everyPage(call: Call): Promise<GetOperationsResponse> {
  let page = await call('get_operations', {});
  const tenants = [...page.tenants];
  while (page.next !== null) {
    page = await call('get_operations', { after: page.next });
    tenants.push(...page.tenants);
  }
  return { ...page, tenants };
}

function statusText(
  { lastPulse, globalHalt, tenants }: GetOperationsResponse,
  { health, findings }: Verdict,
): string {
  const pulse = lastPulse
    ? `${lastPulse.scheduledAt}  ${lastPulse.synced} synced, ${lastPulse.failed} failed, ${lastPulse.skipped} skipped`
    : 'none yet';
  const fresh = lastPulse?.freshness;
  const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`;
  const rows = [
    ['tenant', 'trading', 'broker', 'last sync', 'error'],
    ...tenants.map(tenant => [
      tenant.tenantId,
      tenant.locked ? 'locked' : tenant.trading ? 'on' : 'off',
      tenant.connected ? 'connected' : '-',
      tenant.syncedAt ?? 'never',
      tenant.errorCode === null ? '-' : `${tenant.errorCode} (${tenant.consecutiveFailures})`,
    ]),
  ];
  return [
    `verdict      ${health}`,
    ...findings.map(finding => `             ${finding}`),
    `last pulse   ${pulse}`,
    ...(fresh
      ? [
          `             half after ${seconds(fresh.p50Ms)}, 99 % after ${seconds(fresh.p99Ms)}, all after ${seconds(fresh.maxMs)}`,
        ]
      : []),
    `global halt  ${globalHalt.halted ? `ON: ${globalHalt.reason ?? 'no reason given'}` : 'off'}`,
    '',
    ...aligned(rows),
  ].join('\n');
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
