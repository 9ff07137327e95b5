import { useBrokerConfig, useTradingStatus } from '@/hooks/use-account.ts';
import { useLiveDocument } from '@/hooks/use-live.ts';
import { botConfigDocument } from '@/live/tenant-documents.ts';
import type { Progress } from './step.ts';

/** What has been set up, as the documents say. */
export function useProgress(): Progress {
  const broker = useBrokerConfig();
  const bot = useLiveDocument(botConfigDocument);
  const trading = useTradingStatus();
  return {
    connected: broker.status === 'loading' ? null : broker.data?.configured === true,
    limitsSet: bot.status === 'loading' ? null : bot.status === 'ready',
    tradingOn: trading.status === 'loading' ? null : trading.data?.enabled === true,
  };
}
