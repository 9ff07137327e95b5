import { parseTradableSymbol, type TradableSymbol } from '@agenttrader/domain/symbols';
import { z } from 'zod';
import type { DailyBar, DailyBars, NewsArticle } from '../market-data.ts';
import { instant, priceNumber } from './figures.ts';

const barAnswer = z.object({
  t: instant,
  o: priceNumber,
  h: priceNumber,
  l: priceNumber,
  c: priceNumber,
  v: z.number().min(0),
});

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
