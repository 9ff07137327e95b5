import type { AuditEvent } from '@agenttrader/domain/accounts/audit-event';
import { auditEntry } from '@agenttrader/domain/documents/audit-entry';
import { closedTrade } from '@agenttrader/domain/documents/shadow-trade';
import { performance } from '@agenttrader/domain/documents/trade-tally';
import { type UsageKind, usageDay } from '@agenttrader/domain/documents/usage-day';
import { addMoney, type Money, ZERO_MONEY } from '@agenttrader/domain/money/money';
import { moneySchema } from '@agenttrader/domain/money/schemas';
import * as paths from '@agenttrader/domain/paths';
import { isMigrated, wasClosedBefore } from '../legacy.ts';
import type { World } from '../world.ts';
import type { Demand } from './demand.ts';

/** Sums and counts that are kept beside the trades say what the trades say. */
export function checkSums({ store }: World, uid: string, demand: Demand): void {
  const stored = [...store.in(paths.shadowTrades(uid))];
  const migrated = stored.filter(isMigrated);
  const opened = stored.length - migrated.length;
  const trades = stored.map(({ fields }) => fields);
  const closed = trades.flatMap(fields => closedTrade.read(fields).value ?? []);
  const realized = closed.reduce<Money>((sum, { finalPnl }) => addMoney(sum, finalPnl), ZERO_MONEY);
  const tally = performance.read(store.get(paths.performance(uid))?.fields).value;
  if (closed.length > 0 || tally) {
    demand(
      tally?.closedTrades === closed.length,
      `${tally?.closedTrades} of ${closed.length} trades are tallied`,
    );
    demand(tally?.realizedPnl === realized, `${tally?.realizedPnl} of ${realized} is tallied`);
  }
  const days = [...store.in(paths.usage(uid))].map(({ fields }) => fields);
  const used = (kind: UsageKind) =>
    days.reduce((sum, day) => sum + Number(day[usageDay.names[kind]] ?? 0), 0);
  const spent = days.reduce<Money>(
    (sum, day) => addMoney(sum, moneySchema.parse(day[usageDay.names.realizedPnl] ?? ZERO_MONEY)),
    ZERO_MONEY,
  );
  // What was closed before it was migrated brought nothing.
  demand(spent === realized, `${spent} of ${realized} is counted as the profit of the day`);
  const entries = [...store.in(paths.audit(uid))].map(({ fields }) => fields[auditEntry.names.event]);
  const entriesOf = (event: AuditEvent) => entries.filter(one => one === event).length;
  demand(entriesOf('trade_opened') === opened, `${entriesOf('trade_opened')} openings are audited`);
  demand(
    entriesOf('trade_closed') === closed.length - migrated.filter(wasClosedBefore).length,
    `${entriesOf('trade_closed')} closings are audited`,
  );
  demand(used('trades') === opened, `${used('trades')} of ${opened} openings are counted`);
}
