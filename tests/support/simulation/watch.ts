import { auditEntry } from '@agenttrader/domain/documents/audit-entry';
import { lastPulse, pulseLease, pulseRun, pulseShard } from '@agenttrader/domain/documents/operations';
import { openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { snapshot, timeOfSnapshot } from '@agenttrader/domain/documents/snapshot';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import type { PulseResult } from '../../../functions/src/pulse/pulse.ts';
import { readEquity } from './exchange.ts';
import type { Change, DocumentStore } from './firestore/document-store.ts';
import { compared } from './firestore/values.ts';
import { isMigrated } from './legacy.ts';

const trade = openTrade.names;
const { syncedAt } = snapshot.names;
const CLOSED = 'CLOSED';

/** Looks at every commit as it happens, and notes what must never happen, in whatever order. */
export class Watch {
  readonly violations: string[] = [];
  readonly #uids: readonly string[];
  /** By tenant: whether its kill switch is on. */
  readonly #on = new Map<string, boolean>();
  /** Trades by what tells their intention. */
  readonly #opened = new Map<string, string>();

  /** By tenant: the last equity of each minute that a sync fell into, such as "2026-03-02 1501". */
  readonly #points = new Map<string, Map<string, string>>();

  readonly #store: DocumentStore;
  readonly #now: () => number;
  /** How far clocks may differ, in milliseconds. */
  readonly skewMs: number;

  constructor(uids: readonly string[], store: DocumentStore, now: () => number, skewMs: number) {
    this.#store = store;
    this.#now = now;
    this.skewMs = skewMs;
    this.#uids = uids;
  }

  see(changes: readonly Change[]): void {
    const owners = new Set(changes.flatMap(({ path }) => this.#ownerOf(path) ?? []));
    if (owners.size > 1) this.#found(`one commit wrote documents of ${[...owners].join(' and ')}`);
    // Trades before the switch: what a commit opened was decided by the switch of before it.
    for (const change of changes) if (isTrade(change.path)) this.#seeTrade(change);
    for (const change of changes) {
      if (change.path === paths.pulseLease()) this.#seeLease(change);
      if (change.path === paths.lastPulse()) this.#seePulse(change);
      if (/^pulseRuns\/[^/]+\/shards\//.test(change.path)) this.#seeShard(change);
      const [, uid = ''] = change.path.split('/');
      if (change.path === paths.tradingStatus(uid))
        this.#on.set(uid, change.after?.fields[tradingStatus.names.enabled] === true);
      if (change.path === paths.snapshot(uid)) this.#seeSnapshot(uid, change);
      if (change.path.startsWith(`${paths.audit(uid)}/`)) this.#seeAudit(change);
    }
  }

  /** A later minute is never kept out by an earlier one. */
  seeDeclined(minute: number, result: PulseResult): void {
    if (result.kind !== 'declined' || result.why !== 'held') return;
    const lease = pulseLease.read(this.#store.get(paths.pulseLease())?.fields).value;
    if (lease && lease.scheduledAt.getTime() < minute)
      this.#found(`${new Date(minute).toISOString()} was kept out by an earlier minute`);
  }

  /** The points that a tenant's equity curve must have. */
  pointsOf(uid: string): ReadonlyMap<string, string> {
    return this.#pointsOf(uid);
  }

  /** What was in a snapshot that somebody took away, and nowhere else yet, is lost. */
  forgetPointsOf(uid: string): void {
    this.#pointsOf(uid).clear();
  }

  #pointsOf(uid: string): Map<string, string> {
    const points = this.#points.get(uid) ?? new Map<string, string>();
    this.#points.set(uid, points);
    return points;
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
      if (this.#on.get(uid) !== true && !isMigrated(after))
        this.#found(`${path} was opened while the kill switch was off`);
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
    const synced = timeOfSnapshot.read(after.fields).value?.syncedAt.toISOString();
    const isNew = former !== equity || compared(before?.fields[syncedAt], after.fields[syncedAt]) !== 0;
    if (synced && isNew)
      this.#pointsOf(uid).set(`${synced.slice(0, 10)} ${synced.slice(11, 16).replace(':', '')}`, equity);
    if (typeof former !== 'string') return;
    if (readEquity(former).answer > now.answer)
      this.#found(`an older snapshot of ${uid} replaced a newer one`);
    if ((compared(before?.fields[syncedAt], after.fields[syncedAt]) ?? 0) > 0)
      this.#found(`the time of the snapshot of ${uid} went back`);
  }

  /** Each minute once, and none after a later one: as far as clocks can tell, and unless its pulse died. */
  #seeLease({ before, after }: Change): void {
    const [former, now] = [before, after].map(stored => pulseLease.read(stored?.fields).value);
    if (!former || !now || former.holder === now.holder) return;
    if (now.scheduledAt < former.scheduledAt) this.#found('a minute ran after a later one');
    if (now.scheduledAt.getTime() !== former.scheduledAt.getTime()) return;
    const isOver = this.#now() >= former.expiresAt.getTime() - this.skewMs;
    if (former.state === 'running' && !isOver) this.#found('a minute was run twice at once');
    if (former.state === 'done' || former.state === 'fanned_out')
      this.#found('a minute that was done ran again');
  }

  /** What is published never knows less than what was, and counts everybody who was listed. */
  #seePulse({ before, after }: Change): void {
    const [former, now] = [before, after].map(stored => lastPulse.read(stored?.fields).value);
    if (!now) return;
    if (former && now.scheduledAt < former.scheduledAt)
      this.#found('the results of a minute replaced those of a later one');
    const minute = now.scheduledAt.toISOString();
    const plan = pulseRun.read(this.#store.get(paths.pulseRun(minute))?.fields).value;
    const counted = now.successCount + now.errorCount + now.skippedCount;
    if (!plan) return;
    const shards = [...this.#store.in(paths.pulseShards(minute))];
    const handed = shards.reduce((sum, { fields }) => sum + (pulseShard.read(fields).value?.listed ?? 0), 0);
    // A pulse that died may have handed out somebody who has switched off by the time of its second delivery.
    const listed = Math.max(plan.listed, handed);
    if (counted !== listed + plan.switchedOff)
      this.#found(`${counted} of the ${listed} and ${plan.switchedOff} tenants of ${minute} are counted`);
  }

  #seeShard({ path, before, after }: Change): void {
    const [former, now] = [before, after].map(stored => pulseShard.read(stored?.fields).value);
    if (!now) {
      this.#found(`${path} cannot be read`);
      return;
    }
    const counted = now.successCount + now.errorCount + now.skippedCount;
    if (now.finished ? counted !== now.listed : counted > now.listed)
      this.#found(`${path} counts ${counted} of ${now.listed} tenants`);
    if (former?.finished && !now.finished) this.#found(`${path} was at its end, and is not any more`);
  }

  #seeAudit({ path, before }: Change): void {
    if (before) this.#found(`the entry ${path} (${before.fields[auditEntry.names.event]}) was changed`);
  }

  #found(violation: string): void {
    this.violations.push(violation);
  }
}

const isTrade = (path: string): boolean => /^users\/[^/]+\/shadowTradeHistory\/[^/]+$/.test(path);
