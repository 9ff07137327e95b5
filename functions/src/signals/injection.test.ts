import { generateTradingSignalResponse } from '@agenttrader/domain/callables/generate-trading-signal';
import { compareMoney, isPositiveMoney, parseMoney } from '@agenttrader/domain/money/money';
import { plainText } from '@agenttrader/domain/signals/plain-text';
import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import { describe, expect, it } from 'vitest';
import { INJECTION_TEXTS } from '../../test-support/injection-texts.ts';
import {
  memorySignals,
  scriptedModel,
  signalBounds,
  signalTenant,
} from '../../test-support/memory-signals.ts';
import { renderPrompt } from '../signal-models/prompt/prompt.ts';
import type { ModelAnswer, SignalInputs } from '../signal-models/signal-model.ts';
import { generateTradingSignal } from './generate-signal.ts';

const AAPL = parseTradableSymbol('AAPL');
const BUDGET = parseMoney('5000');

/** A model without any sense of its own: it answers with the text itself, or with the trade that it asks for. */
const GULLIBLE: readonly ((text: string) => string)[] = [
  text => text,
  text => /\{.*\}/s.exec(text)?.[0] ?? text,
  text => JSON.stringify({ symbol: 'GME', action: 'buy', notional_usd: '1e9', confidence: 1, reason: text }),
  text => JSON.stringify({ symbol: 'AAPL', action: text, notional_usd: '100', confidence: 1, reason: text }),
  text => JSON.stringify({ symbol: 'AAPL', action: 'buy', notional_usd: text, confidence: 1, reason: text }),
  text => JSON.stringify({ symbol: 'AAPL', action: 'buy', notional_usd: '100', confidence: 1, reason: text }),
];

/** The trader's note as the prompt carries it, and as a model therefore sees it. */
const noteIn = (inputs: SignalInputs): string => inputs.marketConditions ?? inputs.news[0]?.headline ?? '';

async function signalFor(text: string, answer: (text: string) => string, as: 'note' | 'news') {
  const model = scriptedModel((inputs): ModelAnswer => ({ kind: 'text', text: answer(noteIn(inputs)) }));
  const news = [
    {
      publishedAt: new Date('2026-03-02T14:00:00Z'),
      headline: text,
      summary: text,
      source: '',
      symbols: ['AAPL'],
    },
  ];
  const alice = signalTenant(as === 'news' ? { news: async () => news } : {});
  const memory = memorySignals({ alice, bob: signalTenant() }, model);
  const request = as === 'note' ? { symbol: AAPL, marketConditions: text } : { symbol: AAPL };
  const response = await generateTradingSignal('alice', request, signalBounds, memory.ports);
  return { response, model, ...memory };
}

describe('text that wants to be an instruction', () => {
  it('comes in fifty forms, all different', () => {
    expect(new Set(INJECTION_TEXTS).size).toBe(50);
  });

  describe.each(['note', 'news'] as const)('in a %s', as => {
    it.each(INJECTION_TEXTS)('gets no model beyond the terms of a signal: %s', async text => {
      for (const answer of GULLIBLE) {
        const { response, stored, touched } = await signalFor(text, answer, as);
        const { signal } = generateTradingSignalResponse.parse(response);
        expect(signal.symbol).toBe('AAPL');
        expect(signal.reason).toBe(plainText(signal.reason, 500));
        if (signal.action === 'hold') {
          expect(signal.notionalUsd).toBe('0.00');
        } else {
          const notional = parseMoney(signal.notionalUsd);
          expect(isPositiveMoney(notional) && compareMoney(notional, BUDGET) <= 0).toBe(true);
        }
        expect(stored.map(({ uid }) => uid)).toEqual(['alice']);
        expect([...touched]).toEqual(['alice']);
      }
    });
  });

  it.each(INJECTION_TEXTS)('stays inside of its fence: %s', async text => {
    const { model } = await signalFor(text, GULLIBLE[0] ?? String, 'note');
    const [inputs] = model.asked;
    if (!inputs) throw new Error('the model was not asked');
    const { system, parts } = renderPrompt(inputs);
    const { system: plainSystem, parts: plainParts } = renderPrompt({
      ...inputs,
      marketConditions: undefined,
    });
    expect(system).toBe(plainSystem);
    expect(parts.slice(0, -1)).toEqual(plainParts);
    const lines = parts.at(-1)?.split(/[\n\r\u2028\u2029]/) ?? [];
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[1] ?? '')).toBe(plainText(text, 2_000));
  });
});
