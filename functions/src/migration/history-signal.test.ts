import { describe, expect, it } from 'vitest';
import { convertSignal } from './convert-signal.ts';

const at = new Date('2024-03-01T12:00:00Z');
const old = {
  createdAt: at,
  userId: 'alice',
  response: '**Buy AAPL**\r\n\r\n1. Momentum is strong.\u0000\n2. Risk: $500',
  prompt: 'What should I do?',
  vertex: { model: 'gemini-1.5-pro', location: 'us-central1' },
};

describe('an answer that the first system kept as it came', () => {
  it('is history with its text, on which nobody can act', () => {
    expect(convertSignal(old)).toEqual({
      symbol: null,
      action: 'hold',
      notional_usd: '0.00',
      confidence: 0,
      reason: '**Buy AAPL** 1. Momentum is strong. 2. Risk: $500',
      hold_reason: null,
      strategy_id: null,
      model: 'gemini-1.5-pro',
      source: 'model',
      status: 'expired',
      inputs_digest: null,
      snapshot_path: null,
      created_at: at,
      expires_at: at,
      response: '**Buy AAPL**\n\n1. Momentum is strong.\n2. Risk: $500',
      prompt: 'What should I do?',
    });
  });

  it.each([
    [
      { status: 'pending', expires_at: new Date('2099-01-01') },
      { status: 'expired', expires_at: at },
    ],
    [
      { notional: 500, symbol: 'aapl' },
      { symbol: null, notional_usd: '0.00' },
    ],
    [{ response: { action: 'buy', symbol: 'AAPL' } }, { action: 'hold', symbol: null }],
    [
      { prompt: undefined, vertex: true },
      { prompt: null, model: 'unknown' },
    ],
    [{ vertex: 'gemini-pro' }, { model: 'gemini-pro' }],
    [{ createdAt: '2024-03-01T12:00:00' }, { created_at: at }],
  ])('stays so with %j', (change, expected) => {
    expect(convertSignal({ ...old, ...change })).toMatchObject(expected);
  });

  it('keeps an answer that was a map as JSON', () => {
    const { response } = convertSignal({ ...old, response: { action: 'buy' } });
    expect(JSON.parse(String(response))).toEqual({ action: 'buy' });
  });

  it('keeps no text without an end', () => {
    const { response, prompt, reason } = convertSignal({
      ...old,
      response: 'x'.repeat(900_000),
      prompt: '\n'.repeat(900_000),
    });
    expect(String(response)).toHaveLength(20_000);
    expect(prompt).toBe('');
    expect(String(reason)).toHaveLength(500);
  });

  it('that says what to do is a signal like any other', () => {
    expect(convertSignal({ ...old, symbol: 'AAPL', action: 'buy', notional: 100 })).toMatchObject({
      action: 'buy',
      notional_usd: '100.00',
    });
  });

  it.each([
    [{ createdAt: undefined }, 'created_at is missing.'],
    [{ response: '' }, 'action is missing.'],
  ])('cannot be read with %j', (change, reason) => {
    expect(() => convertSignal({ ...old, ...change })).toThrow(reason);
  });
});
