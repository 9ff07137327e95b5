import { anyTradingStatus } from '@agenttrader/domain/documents/trading-status';
import { readerOf } from './document-problem.ts';

/** `users/{uid}/status/trading`: the kill switch, with who set it, when and why. */
export const readTradingStatus = readerOf(anyTradingStatus, status => status);

export type TradingStatus = Extract<ReturnType<typeof readTradingStatus>, { ok: true }>['value'];
