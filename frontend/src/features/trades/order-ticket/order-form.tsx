import { entryPriceAt } from '@agenttrader/domain/trades/quote-price';
import { zodResolver } from '@hookform/resolvers/zod';
import { useId, useMemo } from 'react';
import { useForm } from 'react-hook-form';
import { Notice } from '@/components/ui/notice.tsx';
import { symbolIn } from '@/features/trades/filters/trade-filters.ts';
import { obstacleOf } from '@/features/trades/quote/quote-feed.ts';
import { QuoteLine } from '@/features/trades/quote/quote-line.tsx';
import { useQuote } from '@/features/trades/quote/use-quote.ts';
import { useSnapshot } from '@/hooks/use-account.ts';
import { useNow } from '@/hooks/use-now.ts';
import { usePreferences } from '@/hooks/use-preferences.ts';
import type { OrderTicketPreset } from '@/stores/order-ticket.ts';
import { convertSize } from './convert-size.ts';
import { estimateOrder } from './estimate-order.ts';
import { OrderButton } from './order-button.tsx';
import { OrderFields } from './order-fields.tsx';
import { OrderSummary } from './order-summary.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { type SizeKind, type TicketFields, type TicketOrder, ticketForm } from './ticket-form.ts';
import { TradingOffNotice, useTradingAllowed } from './trading-off-notice.tsx';
import { useLargeOrder } from './use-large-order.ts';
import { useLimits } from './use-limits.ts';
import { useOpenTrade } from './use-open-trade.ts';

/** The fields of the ticket with the quote and the estimate that follow them. */
export function OrderForm({ preset, onDone }: { preset: OrderTicketPreset; onDone(): void }) {
  const { defaultNotional } = usePreferences();
  const snapshot = useSnapshot().data;
  const equity = snapshot?.equity ?? null;
  const schema = useMemo(() => ticketForm(equity), [equity]);
  const form = useForm<TicketFields, unknown, TicketOrder>({
    resolver: zodResolver(schema),
    defaultValues: {
      symbol: preset.symbol ?? '',
      side: preset.side ?? 'BUY',
      sizeKind: 'notional',
      size: preset.notionalUsd ?? defaultNotional,
    },
  });
  const fields = form.watch();
  const quote = useQuote(symbolIn(fields.symbol));
  const obstacle = useNow(now => obstacleOf(quote, now));
  const allowed = useTradingAllowed();
  const bounds = {
    buyingPower: snapshot?.buyingPower ?? null,
    maxTrade: useLimits()?.maxTradeUsd ?? null,
  };
  const { open, busy, error } = useOpenTrade(preset.signalId, onDone);
  const reason = useId();

  const order = schema.safeParse(fields);
  const changeSizeKind = (sizeKind: SizeKind) => {
    const price = quote.quote && entryPriceAt(quote.quote, fields.side);
    form.setValue('size', convertSize(order.data?.size ?? null, sizeKind, price));
    form.setValue('sizeKind', sizeKind);
  };
  const estimate = order.success && quote.quote ? estimateOrder(order.data, quote.quote, bounds) : null;
  const hasSymbol = symbolIn(fields.symbol) !== null;
  const large = useLargeOrder({ order: order.data, notional: estimate?.notional ?? null, equity }, open);
  const isWaiting = hasSymbol && quote.quote === null && quote.error === null;

  return (
    <form noValidate onSubmit={form.handleSubmit(large.sendOrAsk)} className="flex flex-col gap-4">
      <TradingOffNotice />
      <OrderFields form={form} preset={preset} onSizeKind={changeSizeKind} />
      {hasSymbol ? (
        <QuoteLine state={quote} uses={fields.side === 'BUY' ? 'ask' : 'bid'} />
      ) : (
        <p className="rounded-md bg-sunken px-3 py-3.5 text-muted text-sm">
          The quote appears with the symbol.
        </p>
      )}
      <OrderSummary side={fields.side} estimate={estimate} />
      {hasSymbol && obstacle && !isWaiting && (
        <div id={reason}>
          <Notice tone="warn">{obstacle}</Notice>
        </div>
      )}
      {estimate?.refusal && <RefusalNotice refusal={estimate.refusal} maxTrade={bounds.maxTrade} />}
      {error && <Notice tone="danger">{error}</Notice>}
      <OrderButton
        notional={large.isAsked && estimate ? estimate.notional : null}
        share={large.share}
        busy={busy}
        disabled={!allowed || (hasSymbol && obstacle !== null) || Boolean(estimate?.refusal)}
        reasonId={obstacle ? reason : undefined}
      />
    </form>
  );
}
