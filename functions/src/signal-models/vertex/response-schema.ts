import { SIGNAL_ACTIONS } from '@agenttrader/domain/signals/action';
import type { SignalInputs } from '../signal-model.ts';

/**
 * The form that Gemini is held to, in its own schema language (types in capitals). It narrows what comes back;
 * it is not what protects: every answer goes through `readAnswer` all the same.
 */
export const responseSchemaFor = ({ candidates }: SignalInputs) => ({
  type: 'OBJECT',
  properties: {
    symbol: { type: 'STRING', enum: candidates.map(({ symbol }) => symbol) },
    action: { type: 'STRING', enum: [...SIGNAL_ACTIONS] },
    notional_usd: { type: 'STRING', description: 'US dollars, as a decimal such as "250.00".' },
    confidence: { type: 'NUMBER', description: 'From 0 to 1.' },
    reason: { type: 'STRING', description: 'One or two sentences for the trader.' },
  },
  required: ['symbol', 'action', 'notional_usd', 'confidence', 'reason'],
});
