import { STARTING_LIMITS, type TradingLimits } from '@agenttrader/domain/documents/bot-config';
import { useLiveDocument } from '@/hooks/use-live.ts';
import { botConfigDocument } from '@/live/tenant-documents.ts';

/** The limits that hold for every trade: the trader's own, or the starting ones; null while they are not known. */
export function useLimits(): TradingLimits | null {
  const { status, data } = useLiveDocument(botConfigDocument);
  return status === 'missing' ? STARTING_LIMITS : (data?.limits ?? null);
}
