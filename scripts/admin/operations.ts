import type { z } from 'zod';
import {
  type GetOperationsResponse,
  getOperationsResponse,
  lockTenantResponse,
  setGlobalHaltResponse,
} from '../../domain/src/callables/operators.ts';

/** What an operator does through the deployed functions. */
export type Operation =
  | { readonly name: 'status' }
  | { readonly name: 'halt' | 'resume'; readonly reason: string }
  | { readonly name: 'lock' | 'unlock'; readonly user: string; readonly reason: string };

/** Calls a deployed function as the operator who signed in. */
export type Call = (name: string, data: unknown) => Promise<unknown>;

/** Does it, and answers what to print. @throws whatever `call` throws */
export async function operate(operation: Operation, call: Call): Promise<string> {
  switch (operation.name) {
    case 'status':
      return statusText(await everyPage(call));
    case 'halt':
    case 'resume': {
      const request = { halted: operation.name === 'halt', reason: operation.reason };
      return messageOf(setGlobalHaltResponse, await call('set_global_halt', request));
    }
    case 'lock':
    case 'unlock': {
      const { user: targetUserId, reason } = operation;
      const request = { targetUserId, locked: operation.name === 'lock', reason };
      return messageOf(lockTenantResponse, await call('lock_tenant', request));
    }
  }
}

const messageOf = (schema: z.ZodType<{ message: string }>, answer: unknown): string =>
  schema.parse(answer).message;

async function everyPage(call: Call): Promise<GetOperationsResponse> {
  let page = getOperationsResponse.parse(await call('get_operations', {}));
  const tenants = [...page.tenants];
  while (page.next !== null) {
    page = getOperationsResponse.parse(await call('get_operations', { after: page.next }));
    tenants.push(...page.tenants);
  }
  return { ...page, tenants };
}

function statusText({ lastPulse, globalHalt, tenants }: GetOperationsResponse): string {
  const pulse = lastPulse
    ? `${lastPulse.scheduledAt}  ${lastPulse.synced} synced, ${lastPulse.failed} failed, ${lastPulse.skipped} skipped`
    : 'none yet';
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
    `last pulse   ${pulse}`,
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
