import { parseMoney } from '@agenttrader/domain/money/money';
import { describe, expect, it } from 'vitest';
import { candidate, signalInputs } from '../../../test-support/signal-inputs.ts';
import { renderPrompt } from './prompt.ts';

const article = (headline: string, summary = '') => ({
  publishedAt: new Date('2026-03-02T14:00:00Z'),
  headline,
  summary,
  source: 'wire',
  symbols: ['AAPL'],
});

describe('the prompt', () => {
  it('begins with one JSON document of the facts, and nothing from outside in it', () => {
    const inputs = signalInputs({
      candidates: [candidate('AAPL', [100, 101.5])],
      budget: parseMoney('250'),
      news: [article('outside headline', 'outside summary')],
      marketConditions: 'outside note',
    });
    const { parts } = renderPrompt(inputs);
    expect(parts).toHaveLength(3);
    expect(parts[0]).not.toContain('outside');
    expect(JSON.parse(parts[0] ?? '')).toMatchObject({
      budget_usd: '250.00',
      market_time: '2026-03-02T15:00:00.000Z',
      candidates: [
        { symbol: 'AAPL', daily_bars: [{ close: '100' }, { date: '2026-03-01', close: '101.5' }] },
      ],
    });
  });

  it('leaves out what there is not', () => {
    expect(renderPrompt(signalInputs()).parts).toHaveLength(1);
    const { parts } = renderPrompt(signalInputs({ news: [article('only a headline')] }));
    expect(parts[1]?.split('\n')).toHaveLength(3);
  });

  it('has a bounded size, whatever the account and the news', () => {
    const position = {
      symbol: 'AAPL',
      side: 'long' as const,
      quantity: '1',
      marketValue: parseMoney('1'),
      unrealizedPnl: parseMoney('1'),
    };
    const inputs = signalInputs({
      positions: Array(5_000).fill(position),
      news: Array(10).fill(article('h'.repeat(100_000), 's'.repeat(100_000))),
      marketConditions: 'n'.repeat(100_000),
    });
    expect(renderPrompt(inputs).parts.join('').length).toBeLessThan(40_000);
  });
});
