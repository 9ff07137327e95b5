import { describe, expect, it } from 'vitest';
import { InvalidSetting, type PulseSettings, pulseLimits } from './limits.ts';

const settings: PulseSettings = {
  PULSE_CONCURRENCY: 32,
  CLOSED_MARKET_MINUTES: 5,
  FAN_OUT_ABOVE: 400,
  SHARD_SIZE: 150,
};

describe('the settings of the heartbeat', () => {
  it('are taken within their bounds', () => {
    expect(pulseLimits(settings, 12_000)).toMatchObject({
      lanes: { healthy: 32, troubled: 32, slow: 256 },
      closedMarketMinutes: 5,
      tenantDeadlineMs: 12_000,
    });
    expect(pulseLimits({ ...settings, CLOSED_MARKET_MINUTES: 60 }, 1).closedMarketMinutes).toBe(60);
  });

  it.each([
    ['CLOSED_MARKET_MINUTES', 0],
    ['CLOSED_MARKET_MINUTES', 61],
    ['CLOSED_MARKET_MINUTES', 2.5],
    ['CLOSED_MARKET_MINUTES', Number.NaN],
    ['PULSE_CONCURRENCY', 0],
    ['PULSE_CONCURRENCY', 501],
    ['FAN_OUT_ABOVE', -1],
    ['FAN_OUT_ABOVE', 2_001],
    ['SHARD_SIZE', 0],
    ['SHARD_SIZE', 201],
  ] as const)('are refused where %s is %s, by name', (name, value) => {
    const wrong = () => pulseLimits({ ...settings, [name]: value }, 12_000);
    expect(wrong).toThrow(InvalidSetting);
    expect(wrong).toThrow(name);
  });
});
