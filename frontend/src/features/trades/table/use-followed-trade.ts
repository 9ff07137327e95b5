import { useRow } from '@/hooks/use-followed.ts';
import { useClosedTradesStore, useOpenTradesStore } from '@/hooks/use-trades.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';

/** The trade as it is now: renders again when this trade changes, and not when another does. */
export function useFollowedTrade(loaded: ShadowTrade): ShadowTrade {
  const open = useRow(useOpenTradesStore(), loaded.id);
  const closed = useRow(useClosedTradesStore(), loaded.id);
  return closed ?? open ?? loaded;
}
