import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useNow } from '@/hooks/use-now.ts';
import { cn } from '@/lib/cn.ts';
import { formatPrice } from '@/lib/format/decimals.ts';
import { formatRelative } from '@/lib/format/time.ts';
import type { QuoteState } from './quote-feed.ts';

interface QuoteLineProps {
  state: QuoteState;
  /** Which of the two prices counts here. */
  uses: 'bid' | 'ask';
}

/** Bid and ask, the one that counts set off, and how old they are. */
export function QuoteLine({ state: { quote, error }, uses }: QuoteLineProps) {
  const age = useNow(now => (quote ? formatRelative(new Date(quote.quotedAt), now) : ''));
  if (quote === null) {
    return (
      <div className="h-12" aria-busy={error === null}>
        {error === null && <Skeleton className="h-12 w-full" />}
      </div>
    );
  }
  return (
    <div className="flex items-center justify-between gap-2 rounded-md bg-sunken px-3 py-1.5">
      <Side name="Bid" price={quote.bid} counts={uses === 'bid'} />
      <Side name="Ask" price={quote.ask} counts={uses === 'ask'} />
      <div className="flex flex-col text-right">
        <span className="text-muted text-xs">Quoted</span>
        <span className={cn('text-sm', !quote.fresh && 'text-warn')}>{age}</span>
      </div>
    </div>
  );
}

const Side = ({ name, price, counts }: { name: string; price: string; counts: boolean }) => (
  <div className="flex flex-col">
    <span className="text-muted text-xs">
      {name}
      {counts && <span className="sr-only">, the price that counts</span>}
    </span>
    <span className={counts ? 'font-semibold text-lg' : 'text-lg text-muted'}>{formatPrice(price)}</span>
  </div>
);
