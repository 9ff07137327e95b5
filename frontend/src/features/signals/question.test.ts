import { describe, expect, it } from 'vitest';
import { questionForm, toQuestion } from './question.ts';

describe('the question for a signal', () => {
  it.each([
    [{ symbol: '', marketConditions: '' }, {}],
    [{ symbol: ' aapl ', marketConditions: '  ' }, { symbol: 'AAPL' }],
    [{ symbol: 'btc', marketConditions: '' }, { symbol: 'BTC/USD' }],
    [{ symbol: '', marketConditions: ' calm ' }, { marketConditions: 'calm' }],
  ])('of %j is %j', (form, question) => {
    expect(toQuestion(form)).toEqual(question);
  });

  it('refuses what is no symbol, and more text than a model is given', () => {
    expect(questionForm.safeParse({ symbol: 'not a symbol', marketConditions: '' }).success).toBe(false);
    expect(questionForm.safeParse({ symbol: '', marketConditions: 'x'.repeat(2_001) }).success).toBe(false);
    expect(questionForm.safeParse({ symbol: 'btc/usd', marketConditions: 'x'.repeat(2_000) }).success).toBe(
      true,
    );
  });
});
