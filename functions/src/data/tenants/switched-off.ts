import { type SwitchSetter, tradingStatus } from '@agenttrader/domain/documents/trading-status';

/**
 * The fields of a kill switch without a broker account behind it: it is off, and `connected` keeps it off until there is
 * an account. So the heartbeat, which lists switches that are on, never reads a tenant in vain.
 */
export const switchedOff = (at: Date, updatedBy: SwitchSetter): Record<string, unknown> =>
  tradingStatus.writePart({
    enabled: false,
    connected: false,
    message: 'No broker account is connected, so trading is off.',
    updatedAt: at,
    updatedBy,
  });
