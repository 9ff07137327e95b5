import {
  generateTradingSignalRequest,
  generateTradingSignalResponse,
} from '@agenttrader/domain/callables/generate-trading-signal';
import { defineCallable } from '@/lib/callables.ts';

/** Asks the model for a signal; it may think for a while. */
export const generateTradingSignal = defineCallable(
  'generate_trading_signal',
  generateTradingSignalRequest,
  generateTradingSignalResponse,
  {
    timeout: 120_000,
  },
);
