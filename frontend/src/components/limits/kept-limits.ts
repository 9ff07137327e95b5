import { z } from 'zod';
import type { KeptForVisit } from '@/lib/kept-for-visit.ts';

const typedLimits = z.object({
  maxTradeUsd: z.string(),
  maxNotionalUsd: z.string(),
  maxDailyLossUsd: z.string(),
  maxOpenTrades: z.string(),
});

/** Limits as their form holds them: as they were typed. */
export type TypedLimits = z.infer<typeof typedLimits>;

export const keepLimits = (kept: KeptForVisit, uid: string, limits: TypedLimits): void =>
  kept.keep(uid, JSON.stringify(limits));

/** What was typed and not saved; undefined where nothing was, or it cannot be read any more. */
export function readKeptLimits(kept: KeptForVisit, uid: string): TypedLimits | undefined {
  const text = kept.read(uid);
  if (text === null) return undefined;
  try {
    return typedLimits.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
