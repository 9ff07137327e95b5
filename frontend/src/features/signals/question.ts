import { MAX_MARKET_CONDITIONS } from '@agenttrader/domain/callables/generate-trading-signal';
import { readTypedSymbol, typedSymbolSchema } from '@agenttrader/domain/typed-symbol';
import { z } from 'zod';
import type { Question } from './use-ask-signal.ts';

/** The form as it is typed: an empty field stands for nothing. */
export const questionForm = z.object({
  symbol: z.union([z.literal(''), typedSymbolSchema]),
  marketConditions: z
    .string()
    .max(MAX_MARKET_CONDITIONS, `Keep it within ${MAX_MARKET_CONDITIONS} characters.`),
});
export type QuestionForm = z.input<typeof questionForm>;

/** The request that the form stands for. */
export const toQuestion = ({ symbol, marketConditions }: QuestionForm): Question => ({
  ...(symbol.trim() === '' ? {} : { symbol: readTypedSymbol(symbol) }),
  ...(marketConditions.trim() === '' ? {} : { marketConditions: marketConditions.trim() }),
});
