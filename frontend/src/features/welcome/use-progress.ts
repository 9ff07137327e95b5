import { botConfigDocument } from '@/followed/bot-config-document.ts';
import { useBrokerConfig, useTradingStatus } from '@/hooks/use-account.ts';
import { useFollowedDocument } from '@/hooks/use-followed.ts';
import type { Progress } from './step.ts';

/** What has been set up, as the documents say. */
export function useProgress(): Progress {
  const broker = useBrokerConfig();
  const bot = useFollowedDocument(botConfigDocument);
  const trading = useTradingStatus();
  return {
    connected: broker.status === 'loading' ? null : broker.data?.configured === true,
    limitsSet: bot.status === 'loading' ? null : bot.status === 'ready',
    tradingOn: trading.status === 'loading' ? null : trading.data?.enabled === true,
  };
}
