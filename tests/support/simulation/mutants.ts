import type { Mutant } from './mutation.ts';

const STORE = 'functions/src/data/shadow-trades/shadow-trade-store.ts';
const WRITER = 'functions/src/data/pulse/sync-writer.ts';
const LEASE = 'functions/src/data/pulse/pulse-lease.ts';
const RUNS = 'functions/src/data/pulse/pulse-runs.ts';
const COUNTS = 'functions/src/pulse/pulse-counts.ts';
const MIGRATION = 'functions/src/data/migration/migration-store.ts';
const SYNC = 'functions/src/pulse/sync-tenant.ts';

/** Bugs that the simulation must find: at least one for each thing that it holds to be true, and for each guard. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'a repeated opening opens again',
    file: STORE,
    from: 'if (remembered) return remembered;',
    to: '',
  },
  {
    name: 'a closed trade is closed again',
    file: 'functions/src/data/shadow-trades/stored-trade.ts',
    from: 'closableTrade.read(document.data());',
    to: "closableTrade.read({ ...document.data(), status: 'OPEN' });",
  },
  {
    name: 'openings ignore the kill switch',
    file: 'functions/src/shadow-trades/decide-opening.ts',
    from: 'if (trading.enabled) return;',
    to: 'if (trading) return;',
  },
  {
    name: 'an opening counts twice',
    file: STORE,
    from: 'const trades = state.openedToday + 1;',
    to: 'const trades = state.openedToday + 2;',
  },
  {
    name: "the day's profit is that of the last trade",
    file: STORE,
    from: 'addMoney(realized, finalPnl)',
    to: 'addMoney(finalPnl, finalPnl)',
  },
  {
    name: 'a closed trade is left out of the tally',
    file: STORE,
    from: 'writeTallies(db, transaction, uid, tallies, [change], exit.at);',
    to: 'writeTallies(db, transaction, uid, tallies, [], exit.at);',
  },
  {
    name: 'halting leaves trading on',
    file: 'functions/src/data/shadow-trades/trading-switch.ts',
    from: 'if (!locked) {',
    to: 'if (locked) {',
  },
  {
    name: 'an older snapshot replaces a newer one',
    file: 'functions/src/data/firestore/conditional-updates.ts',
    from: 'writer.update(document, fields, unchangedSince(revision));',
    to: 'writer.update(document, revision ? fields : {});',
  },
  {
    name: 'what is brought over depends on nothing',
    file: WRITER,
    from: 'batch.update(snapshot, fields, unchangedSince(revision));',
    to: 'batch.update(snapshot, revision ? fields : {});',
  },
  {
    name: 'a sync that came too late counts as written',
    file: WRITER,
    from: "if (isConflict(thrown)) return 'superseded';",
    to: "if (isConflict(thrown)) return 'written';",
  },
  {
    name: 'the error stays after recovery',
    file: WRITER,
    from: 'else batch.delete(document);',
    to: '',
  },
  {
    name: 'another error is not written down',
    file: WRITER,
    from: 'if (error) batch.set(document, errorFields(error));',
    to: 'if (error && !state.standingError) batch.set(document, errorFields(error));',
  },
  {
    name: "a snapshot goes into another tenant's documents",
    file: WRITER,
    from: 'const snapshot = db.doc(paths.snapshot(uid));',
    to: "const snapshot = db.doc(paths.snapshot('tenant-0'));",
  },
  {
    name: 'the curve of another tenant gets the points',
    file: WRITER,
    from: 'db.collection(paths.equityCurve(uid))',
    to: "db.collection(paths.equityCurve('tenant-0'))",
  },
  {
    name: 'points are forgotten when they are brought over',
    file: 'functions/src/pulse/recent-points.ts',
    from: 'appended: { points: [...ended, recent], trades: changed },',
    to: 'appended: { points: [...ended], trades: changed },',
  },
  {
    name: 'points of yesterday are forgotten',
    file: 'functions/src/pulse/recent-points.ts',
    from: 'const ended = before && before.day !== day ? [before] : [];',
    to: 'const ended: RecentPoints[] = [];',
  },
  {
    name: "a trade's own document is left behind",
    file: WRITER,
    from: 'batch.update(db.doc(paths.shadowTrade(uid, id)), mark);',
    to: 'if (!mark) batch.update(db.doc(paths.shadowTrade(uid, id)), mark);',
  },
  {
    name: 'coins are not looked after around the clock',
    file: WRITER,
    from: 'if (aroundTheClock !== state.aroundTheClock) {',
    to: 'if (!aroundTheClock && state.aroundTheClock) {',
  },
  {
    name: 'the heartbeat hears nothing of an opening',
    file: STORE,
    from: 'writeOpenTrades(db, transaction, uid, [{ tradeId: document.id, before: undefined, after }]);',
    to: '',
  },
  {
    name: 'the heartbeat hears nothing of a closing',
    file: STORE,
    from: 'writeOpenTrades(db, transaction, uid, [change]);',
    to: '',
  },
  {
    name: 'the heartbeat hears nothing of a new connection',
    file: 'functions/src/data/snapshots/snapshot-changes.ts',
    from: '{ ...connectionFields(connection), ...forgotten },',
    to: '{ ...forgotten },',
  },
  {
    name: 'what failed with other keys stands with the new ones',
    tryFirst: 18,
    file: 'functions/src/data/snapshots/snapshot-changes.ts',
    from: '{ ...connectionFields(connection), ...forgotten },',
    to: '{ ...connectionFields(connection) },',
  },
  {
    name: 'a snapshot that is made anew forgets the error',
    file: 'functions/src/data/pulse/tenant-states.ts',
    from: 'standingError: before ? before.standingError : readStandingError(error),',
    to: 'standingError: undefined,',
  },
  {
    name: 'a snapshot that is made anew forgets the points',
    file: 'functions/src/data/pulse/tenant-states.ts',
    from: 'recent: before?.recent,',
    to: 'recent: undefined,',
  },
  {
    name: 'a snapshot that is made anew knows one trade only',
    file: 'functions/src/data/pulse/tenant-states.ts',
    from: '.limit(MOST_OPEN_TRADES + 1),',
    to: '.limit(1),',
  },
  {
    name: 'the time of a snapshot follows whichever clock wrote it',
    tryFirst: 5,
    file: SYNC,
    from: 'const at = laterOf(now, believed(state.snapshotAt, now));',
    to: 'const at = now;',
  },
  {
    name: 'refused keys are tried every minute',
    file: 'functions/src/pulse/backoff.ts',
    from: "return error.parkedVersion === (state.connection?.id ?? NO_KEYS) ? 'parked' : undefined;",
    to: 'return undefined;',
  },
  {
    name: 'keys that were replaced stay in memory',
    file: 'functions/src/credentials/cached-reader.ts',
    from: 'known && known.connectionId === reference.connectionId && isGood(known, readAt)',
    to: 'known && isGood(known, readAt)',
  },
  {
    name: 'connecting destroys the keys that it stored',
    file: 'functions/src/accounts/replace-keys.ts',
    from: 'unused.delete(version);',
    to: '',
  },
  {
    name: 'an older attempt to connect takes the place of a newer one',
    tryFirst: 171,
    file: 'functions/src/accounts/connection-attempts.ts',
    from: 'attempt > attempts.settled ? { ...attempts, settled: attempt } : undefined;',
    to: 'attempt > 0 ? { ...attempts, settled: attempt } : undefined;',
  },
  {
    name: 'the heartbeat hears nothing of a migration',
    file: MIGRATION,
    from: 'writeManyOpenTrades(db, transaction, uid, snapshot, copied);',
    to: '',
  },
  {
    name: 'what was migrated is not tallied',
    file: MIGRATION,
    from: 'if (tallies) writeTallies(db, transaction, uid, tallies, changes, at);',
    to: '',
  },
  {
    name: 'who is switched off is not counted',
    file: COUNTS,
    from: 'plan?.switchedOff ?? 0,',
    to: 'plan ? 0 : 0,',
  },
  {
    name: 'who is in no result is not counted',
    file: COUNTS,
    from: 'const unfinished = Math.max(0, listed - dealtWith(counts));',
    to: 'const unfinished = Math.max(0, dealtWith(counts) - listed);',
  },
  {
    name: 'a tenant counts twice',
    file: COUNTS,
    from: 'successCount: counts.successCount + 1,',
    to: 'successCount: counts.successCount + 2,',
  },
  {
    name: 'a minute that runs is run again meanwhile',
    file: LEASE,
    from: "return current.state === 'running' && now < current.expiresAt ? 'held' : undefined;",
    to: "return current.state === 'running' && now > current.expiresAt ? 'held' : undefined;",
  },
  {
    name: 'a minute that is done runs again',
    file: LEASE,
    from: "if (current.state === 'done' || current.state === 'fanned_out') return 'already_done';",
    to: '',
  },
  {
    name: 'a minute runs after a later one',
    tryFirst: 88,
    file: LEASE,
    from: "if (scheduledAt < current.scheduledAt) return 'stale';",
    to: '',
  },
  {
    name: 'a minute keeps the next one out',
    file: LEASE,
    from: 'if (scheduledAt > current.scheduledAt) return undefined;',
    to: '',
  },
  {
    name: 'the lease is looked at with a time of before',
    file: 'functions/src/pulse/pulse.ts',
    from: 'now: () => ports.clock.now(),',
    to: 'now: () => startedAt,',
  },
  {
    name: 'an older minute is published over a later one',
    file: RUNS,
    from: 'knowsMore(stored, summary)) return;',
    to: 'knowsMore(stored, summary)) stored satisfies Completion;',
  },
  {
    name: 'a second delivery takes the end of a shard back',
    tryFirst: 20,
    file: RUNS,
    from: 'if (!isAtEnd(await transaction.get(document))) transaction.set(document, fields);',
    to: 'if (await transaction.get(document)) transaction.set(document, fields);',
  },
  {
    name: 'a task is done when its minute is over',
    file: 'functions/src/pulse/sync-shard.ts',
    from: 'if (clock.now() >= cutoff.startBefore) {',
    to: 'if (clock.now() < new Date(0)) {',
  },
  {
    name: 'the last shard is forgotten',
    file: 'functions/src/pulse/shards.ts',
    from: 'if (uids.length > 0) yield { scheduledAt, number, uids };',
    to: '',
  },
  {
    name: 'tenants that come after the first are left out',
    file: 'functions/src/data/pulse/due-tenants.ts',
    from: 'if (uids.length > 0) yield uids;',
    to: 'if (uids.length > 0) yield uids.slice(0, 1);',
  },
];
