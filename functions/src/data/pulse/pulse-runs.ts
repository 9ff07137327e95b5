import { completionOfPulse, lastPulse, pulseRun, pulseShard } from '@agenttrader/domain/documents/operations';
import * as paths from '@agenttrader/domain/paths';
import { isBelievable } from '@agenttrader/domain/time/skew';
import type { DocumentSnapshot, Firestore } from 'firebase-admin/firestore';
import type { PulseRuns, PulseSummary } from '../../pulse/ports.ts';

/** For how long the shards of a minute are kept, for who looks into what happened. In milliseconds. */
const KEPT_MS = 24 * 3_600_000;

/**
 * What pulses did, in `pulseRuns/{minute}` and its `shards`, and the latest minute in `ops/last_pulse`. Each shard has a
 * document of its own, so that none is written by all.
 */
export function pulseRuns(db: Firestore): PulseRuns {
  const minuteOf = (scheduledAt: Date): string => scheduledAt.toISOString();
  const shardsOf = (scheduledAt: Date) => db.collection(paths.pulseShards(minuteOf(scheduledAt)));
  const shardDocument = (scheduledAt: Date, shard: number) =>
    db.doc(paths.pulseShard(minuteOf(scheduledAt), shard));
  const planOf = async (scheduledAt: Date) =>
    pulseRun.read((await db.doc(paths.pulseRun(minuteOf(scheduledAt))).get()).data()).value;
  const expiresAt = (scheduledAt: Date) => new Date(scheduledAt.getTime() + KEPT_MS);

  return {
    async putShard(scheduledAt, shard, result) {
      const fields = pulseShard.write({ ...result, expiresAt: expiresAt(scheduledAt) });
      const document = shardDocument(scheduledAt, shard);
      if (result.finished) {
        await document.set(fields);
        return;
      }
      // A second delivery of the same shard does not take back what the first has brought to its end.
      await db.runTransaction(async transaction => {
        if (!isAtEnd(await transaction.get(document))) transaction.set(document, fields);
      });
    },

    async isFinished(scheduledAt, shard) {
      return isAtEnd(await shardDocument(scheduledAt, shard).get());
    },

    async putPlan(plan) {
      const fields = pulseRun.write({ ...plan, expiresAt: expiresAt(plan.scheduledAt) });
      await db.doc(paths.pulseRun(minuteOf(plan.scheduledAt))).set(fields);
    },

    async allFinished(scheduledAt) {
      const plan = await planOf(scheduledAt);
      if (!plan) return false;
      const finished = shardsOf(scheduledAt).where(pulseShard.names.finished, '==', true);
      return (await finished.count().get()).data().count >= plan.shards;
    },

    async read(scheduledAt) {
      const [plan, shards] = await Promise.all([planOf(scheduledAt), shardsOf(scheduledAt).get()]);
      const results = shards.docs.flatMap(document => pulseShard.read(document.data()).value ?? []);
      return { plan, results };
    },

    async publish(summary, askNow) {
      const last = db.doc(paths.lastPulse());
      await db.runTransaction(async transaction => {
        const stored = completion(await transaction.get(last));
        if (stored && isBelievable(stored.scheduledAt, askNow()) && knowsMore(stored, summary)) return;
        transaction.set(last, summaryFields(summary));
      });
    },

    async isPublished(scheduledAt) {
      const [plan, last] = await Promise.all([planOf(scheduledAt), db.doc(paths.lastPulse()).get()]);
      const stored = completion(last);
      // Without a plan nobody knows yet how many there are.
      if (!plan || stored?.scheduledAt.getTime() !== scheduledAt.getTime()) return false;
      return knownOf(stored) >= plan.listed + plan.switchedOff;
    },
  };
}

const isAtEnd = (document: DocumentSnapshot): boolean =>
  pulseShard.read(document.data()).value?.finished === true;

const completion = (document: DocumentSnapshot) => completionOfPulse.read(document.data()).value;

type Completion = Pick<
  PulseSummary,
  'scheduledAt' | 'successCount' | 'errorCount' | 'skippedCount' | 'skippedByReason'
>;
/** Of how many tenants it is known what became of them. */
const knownOf = ({ successCount, errorCount, skippedCount, skippedByReason }: Completion): number =>
  successCount + errorCount + skippedCount - (skippedByReason.unfinished ?? 0);

/** Whether what is stored is of a later minute, or of the same and knows of more tenants. */
function knowsMore(stored: Completion, summary: Completion): boolean {
  const laterMs = stored.scheduledAt.getTime() - summary.scheduledAt.getTime();
  return laterMs > 0 || (laterMs === 0 && knownOf(stored) > knownOf(summary));
}

const summaryFields = ({ finishedAt, freshness, ...summary }: PulseSummary) =>
  lastPulse.write({ ...summary, freshness: freshness ?? null, timestamp: finishedAt });
