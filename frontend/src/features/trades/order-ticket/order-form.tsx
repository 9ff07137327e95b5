import { entryPriceAt } from '@agenttrader/domain/trades/quote-price';
import { zodResolver } from '@hookform/resolvers/zod';
import { useId, useMemo } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { Amount } from '@/components/figures/amount.tsx';
import { Button } from '@/components/ui/button.tsx';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { symbolIn } from '@/features/trades/filters/trade-filters.ts';
import { SegmentedControl } from '@/features/trades/parts/segmented-control.tsx';
import { obstacleOf } from '@/features/trades/quote/quote-feed.ts';
import { QuoteLine } from '@/features/trades/quote/quote-line.tsx';
import { useQuote } from '@/features/trades/quote/use-quote.ts';
import { useSnapshot } from '@/hooks/use-account.ts';
import { useNow } from '@/hooks/use-now.ts';
import { usePreferences } from '@/hooks/use-preferences.ts';
import type { OrderTicketPreset } from '@/stores/order-ticket.ts';
import { convertSize } from './convert-size.ts';
import { estimateOrder } from './estimate-order.ts';
import { OrderSummary } from './order-summary.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { type SizeKind, type TicketFields, type TicketOrder, ticketForm } from './ticket-form.ts';
import { TradingOffNotice, useTradingAllowed } from './trading-off-notice.tsx';
import { useLargeOrder } from './use-large-order.ts';
import { useLimits } from './use-limits.ts';
import { useOpenTrade } from './use-open-trade.ts';

const SIDE_OPTIONS = [
  { value: 'BUY', label: 'Buy (long)' },
  { value: 'SELL', label: 'Sell (short)' },
] as const;
const SIZE_OPTIONS = [
  { value: 'notional', label: 'US dollars' },
  { value: 'quantity', label: 'Quantity' },
] as const;

/** Until the field has the focus, privacy mode shows what is in it as dots. */
const MASKED = '[-webkit-text-security:disc] focus:[-webkit-text-security:none]';

/** The fields of the ticket with the quote and the estimate that follow them. */
export function OrderForm({ preset, onDone }: { preset: OrderTicketPreset; onDone(): void }) {
  const preferences = usePreferences();
  const bySignal = preset.signalId !== undefined;
  const snapshot = useSnapshot().data;
  const equity = snapshot?.equity ?? null;
  const form = useMemo(() => ticketForm(equity), [equity]);
  const { register, control, handleSubmit, watch, setValue, formState } = useForm<
    TicketFields,
    unknown,
    TicketOrder
  >({
    resolver: zodResolver(form),
    defaultValues: {
      symbol: preset.symbol ?? '',
      side: preset.side ?? 'BUY',
      sizeKind: 'notional',
      size: preset.notionalUsd ?? preferences.default_notional,
    },
  });
  const fields = watch();
  const quote = useQuote(symbolIn(fields.symbol));
  const obstacle = useNow(now => obstacleOf(quote, now));
  const allowed = useTradingAllowed();
  const bounds = {
    buyingPower: snapshot?.buyingPower ?? null,
    maxTrade: useLimits()?.max_trade_usd ?? null,
  };
  const { open, busy, error } = useOpenTrade(preset.signalId, onDone);
  const reason = useId();

  const order = form.safeParse(fields);
  const changeSizeKind = (sizeKind: SizeKind) => {
    const price = quote.quote && entryPriceAt(quote.quote, fields.side);
    setValue('size', convertSize(order.data?.size ?? null, sizeKind, price));
    setValue('sizeKind', sizeKind);
  };
  const estimate = order.success && quote.quote ? estimateOrder(order.data, quote.quote, bounds) : null;
  const hasSymbol = symbolIn(fields.symbol) !== null;
  const large = useLargeOrder({ order: order.data, notional: estimate?.notional ?? null, equity }, open);
  const isWaiting = hasSymbol && quote.quote === null && quote.error === null;

  return (
    <form noValidate onSubmit={handleSubmit(large.sendOrAsk)} className="flex flex-col gap-4">
      <TradingOffNotice />
      <div className="grid grid-cols-[2fr_3fr] gap-3 sm:grid-cols-2">
        <FormField label="Symbol" error={formState.errors.symbol?.message}>
          <Input
            autoFocus={!preset.symbol}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="AAPL, BTC/USD"
            readOnly={bySignal}
            className="uppercase placeholder:normal-case"
            {...register('symbol')}
          />
        </FormField>
        <div className="flex flex-col gap-1">
          <span className="font-medium text-sm">Side</span>
          <Controller
            control={control}
            name="side"
            render={({ field }) => (
              <SegmentedControl
                aria-label="Side"
                options={SIDE_OPTIONS}
                value={field.value}
                onChange={field.onChange}
                disabled={bySignal}
              />
            )}
          />
        </div>
        <FormField
          label={fields.sizeKind === 'notional' ? 'Amount' : 'Quantity'}
          error={formState.errors.size?.message}
        >
          <Input
            autoFocus={preset.symbol !== undefined}
            inputMode="decimal"
            autoComplete="off"
            className={preferences.privacy_mode ? MASKED : ''}
            {...register('size')}
          />
        </FormField>
        <div className="flex flex-col gap-1">
          <span className="font-medium text-sm">Size in</span>
          <Controller
            control={control}
            name="sizeKind"
            render={({ field }) => (
              <SegmentedControl
                aria-label="Size in"
                options={SIZE_OPTIONS}
                value={field.value}
                onChange={changeSizeKind}
              />
            )}
          />
        </div>
      </div>
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
      {large.isAsked && estimate && (
        <Notice tone="warn">
          This is <Amount value={estimate.notional} />, {large.share} of your equity. Press again to open it.
        </Notice>
      )}
      <div className="flex items-center justify-between gap-3">
        <p className="text-muted text-xs">It counts in your shadow P&L from the moment it opens.</p>
        <Button
          type="submit"
          variant="primary"
          busy={busy}
          disabled={!allowed || (hasSymbol && obstacle !== null) || Boolean(estimate?.refusal)}
          aria-describedby={obstacle ? reason : undefined}
        >
          {large.isAsked && estimate ? (
            <>
              Open <Amount value={estimate.notional} /> ({large.share})
            </>
          ) : (
            'Open shadow trade'
          )}
        </Button>
      </div>
    </form>
  );
}
