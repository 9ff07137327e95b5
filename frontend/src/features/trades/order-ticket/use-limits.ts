import { STARTING_LIMITS, type TradingLimits } from '@agenttrader/domain/documents/bot-config';
import { botConfigDocument } from '@/followed/bot-config-document.ts';
import { useFollowedDocument } from '@/hooks/use-followed.ts';

/** The limits that hold for every trade: the trader's own, or the starting ones; null while they are not known. */
export function useLimits(): TradingLimits | null {
  const { status, data } = useFollowedDocument(botConfigDocument);
  return status === 'missing' ? STARTING_LIMITS : (data?.limits ?? null);
}
