import { moneySchema } from '@agenttrader/domain/money/schemas';
import { z } from 'zod';

const factsSchema = z.object({
  budget_usd: moneySchema,
  account: z.object({ positions: z.array(z.object({ symbol: z.string(), side: z.string() })) }).optional(),
  candidates: z
    .array(
      z.object({
        symbol: z.string(),
        daily_bars: z.array(z.object({ close: z.string().transform(Number).pipe(z.number().positive()) })),
      }),
    )
    .min(1),
});

/** What a question says about an account and the market. */
export type Facts = z.output<typeof factsSchema>;

/** The first text of the question that is a JSON document of an account and its candidates. */
export function factsIn(texts: readonly string[]): Facts | undefined {
  for (const text of texts) {
    const { data } = factsSchema.safeParse(parseJson(text));
    if (data) return data;
  }
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
