import { auditEntry } from '@agenttrader/domain/documents/audit-entry';
import { openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { snapshot } from '@agenttrader/domain/documents/snapshot';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import { readEquity } from './exchange.ts';
import type { Change } from './firestore/document-store.ts';
import { compared } from './firestore/values.ts';

const trade = openTrade.names;
const CLOSED = 'CLOSED';

/** Looks at every commit as it happens, and notes what must never happen, in whatever order. */
export class Watch {
  readonly violations: string[] = [];
  readonly #uids: readonly string[];
  /** By tenant: whether its kill switch is on. */
  readonly #on = new Map<string, boolean>();
  /** Trades by what tells their intention. */
  readonly #opened = new Map<string, string>();

  constructor(uids: readonly string[]) {
    this.#uids = uids;
  }

  see(changes: readonly Change[]): void {
    const owners = new Set(changes.flatMap(({ path }) => this.#ownerOf(path) ?? []));
    if (owners.size > 1) this.#found(`one commit wrote documents of ${[...owners].join(' and ')}`);
    // Trades before the switch: what a commit opened was decided by the switch of before it.
    for (const change of changes) if (isTrade(change.path)) this.#seeTrade(change);
    for (const change of changes) {
      const [, uid = ''] = change.path.split('/');
      if (change.path === paths.tradingStatus(uid))
        this.#on.set(uid, change.after?.fields[tradingStatus.names.enabled] === true);
      if (change.path === paths.snapshot(uid)) this.#seeSnapshot(uid, change);
      if (change.path.startsWith(`${paths.audit(uid)}/`)) this.#seeAudit(change);
    }
  }

  #ownerOf(path: string): string | undefined {
    const [root, uid = ''] = path.split('/');
    if (root === 'users') {
      if (!this.#uids.includes(uid)) this.#found(`${path} is nobody's`);
      return uid;
    }
    if (!/^(ops\/(pulse_lease|last_pulse)|pulseRuns\/[^/]+(\/shards\/[^/]+)?)$/.test(path))
      this.#found(`${path} was written`);
    return undefined;
  }

  #seeTrade({ path, before, after }: Change): void {
    const [, uid = ''] = path.split('/');
    if (!before && after) {
      const intention = `${uid} ${String(after.fields[trade.quantity])}`;
      const other = this.#opened.get(intention);
      if (other !== undefined) this.#found(`${path} is the same trade as ${other}`);
      this.#opened.set(intention, path);
      if (this.#on.get(uid) !== true) this.#found(`${path} was opened while the kill switch was off`);
    }
    if (before?.fields[trade.status] === CLOSED) this.#found(`${path} was changed although it is closed`);
    if (before && !after) this.#found(`${path} was deleted`);
  }

  #seeSnapshot(uid: string, { before, after }: Change): void {
    if (!after) return;
    const equity = after.fields[snapshot.names.equity];
    if (typeof equity !== 'string') return;
    const now = readEquity(equity);
    if (this.#uids[now.number] !== uid) this.#found(`${uid} got the figures of ${this.#uids[now.number]}`);
    const former = before?.fields[snapshot.names.equity];
    if (typeof former !== 'string') return;
    if (readEquity(former).answer > now.answer)
      this.#found(`an older snapshot of ${uid} replaced a newer one`);
    const { syncedAt } = snapshot.names;
    if ((compared(before?.fields[syncedAt], after.fields[syncedAt]) ?? 0) > 0)
      this.#found(`the time of the snapshot of ${uid} went back`);
  }

  #seeAudit({ path, before }: Change): void {
    if (before) this.#found(`the entry ${path} (${before.fields[auditEntry.names.event]}) was changed`);
  }

  #found(violation: string): void {
    this.violations.push(violation);
  }
}

const isTrade = (path: string): boolean => /^users\/[^/]+\/shadowTradeHistory\/[^/]+$/.test(path);
