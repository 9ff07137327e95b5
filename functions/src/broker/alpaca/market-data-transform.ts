import { type Price, roundToPrice } from '@agenttrader/domain/money/price';
import { parseTradableSymbol, type TradableSymbol } from '@agenttrader/domain/symbols';
import { z } from 'zod';
import type { DailyBar, DailyBars, NewsArticle } from '../market-data.ts';

/** The SDK hands prices out as numbers; their shortest form is what Alpaca sent. */
const price = z.number().transform((value, context): Price => {
  try {
    return roundToPrice(String(value));
  } catch {
    context.addIssue({ code: 'custom', message: 'not a price' });
    return z.NEVER;
  }
});

/** The SDK's types promise a `Date`; inside of a map of lists it hands out the text as it came. */
const instant = z.union([z.date(), z.iso.datetime({ offset: true }).transform(text => new Date(text))]);

const barAnswer = z.object({ t: instant, o: price, h: price, l: price, c: price, v: z.number().min(0) });

/** The part of a bars answer that is read. */
export interface BarsAnswer {
  readonly bars: Readonly<Record<string, readonly unknown[] | null | undefined>>;
}

/**
 * Reads bars, oldest first. A bar that is none is left out rather than refused: a bad print of one day does not
 * spoil the others. So is a symbol that is left with no bar.
 */
export function toDailyBars(answer: BarsAnswer): DailyBars {
  const found = new Map<TradableSymbol, readonly DailyBar[]>();
  for (const [name, series] of Object.entries(answer.bars ?? {})) {
    const bars = (series ?? []).flatMap(bar => toDailyBar(bar) ?? []);
    if (bars.length === 0) continue;
    bars.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    found.set(parseTradableSymbol(name), bars);
  }
  return found;
}

function toDailyBar(answer: unknown): DailyBar | undefined {
  const { data: bar } = barAnswer.safeParse(answer);
  return bar && { startsAt: bar.t, open: bar.o, high: bar.h, low: bar.l, close: bar.c, volume: bar.v };
}

const articleAnswer = z.object({
  createdAt: instant,
  headline: z.string(),
  summary: z.string().nullish(),
  source: z.string().nullish(),
  symbols: z.array(z.string()).nullish(),
});

/** Reads articles; one that cannot be read is left out. */
export function toNewsArticles(answer: { readonly news: readonly unknown[] }): readonly NewsArticle[] {
  return (answer.news ?? []).flatMap(one => {
    const { data: article } = articleAnswer.safeParse(one);
    if (!article) return [];
    return [
      {
        publishedAt: article.createdAt,
        headline: article.headline,
        summary: article.summary ?? '',
        source: article.source ?? '',
        symbols: article.symbols ?? [],
      },
    ];
  });
}

/** Throws `ZodError`. */
export function toMarketTime(answer: unknown): Date {
  return z.object({ timestamp: instant }).parse(answer).timestamp;
}
