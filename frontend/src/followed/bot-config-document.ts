import type { BotConfig } from '@agenttrader/domain/documents/bot-config';
import * as paths from '@agenttrader/domain/paths';
import { readBotConfig } from '@/lib/documents/bot-config.ts';
import type { FollowedDocument } from './followed-document.ts';

/** The trader's limits: followed while a page shows them, and by itself because the first page does not. */
export const botConfigDocument: FollowedDocument<BotConfig> = {
  key: 'bot-config',
  path: paths.botConfig,
  read: readBotConfig,
  // A limit that was refused must not look as if it were in force, nor take what was typed with it.
  waitsForServer: true,
};
