import { closeShadowTrade } from '@agenttrader/domain/callables/close-shadow-trade';
import { useId } from 'react';
import { Pnl, PnlPercent } from '@/components/figures/pnl.tsx';
import { Quantity } from '@/components/figures/quantity.tsx';
import { ConfirmDialog } from '@/components/ui/confirm-dialog.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { toast } from '@/components/ui/toast.ts';
import { Fact, Facts } from '@/features/trades/parts/facts.tsx';
import { obstacleOf } from '@/features/trades/quote/quote-feed.ts';
import { QuoteLine } from '@/features/trades/quote/quote-line.tsx';
import { useQuote } from '@/features/trades/quote/use-quote.ts';
import { useCall } from '@/hooks/use-call.ts';
import { useNow } from '@/hooks/use-now.ts';
import { usePrivacy } from '@/hooks/use-preferences.ts';
import { useTrade } from '@/hooks/use-trade.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { formatPrice, formatSignedMoney, formatSignedPercent } from '@/lib/format/decimals.ts';
import { unlessHidden } from '@/lib/format/text.ts';
import { estimateClose } from './estimate-close.ts';

/** The dialog that closes a trade, while the trade is open. */
export function CloseTrade({ tradeId, onDone }: { tradeId: string; onDone(): void }) {
  const { data: trade } = useTrade(tradeId);
  return trade && <CloseTradeDialog trade={trade} onDone={onDone} />;
}

const NONE = <span className="text-faint">–</span>;

/** Asks before a trade is closed, showing what that would bring at the quote. */
export function CloseTradeDialog({ trade, onDone }: { trade: ShadowTrade; onDone(): void }) {
  const hidden = usePrivacy();
  const quote = useQuote(trade.symbol);
  const obstacle = useNow(now => obstacleOf(quote, now));
  const { busy, error, send } = useCall(closeShadowTrade);
  const reason = useId();
  const estimate = quote.quote && estimateClose(trade, quote.quote);
  const isWaiting = quote.quote === null && quote.error === null;

  const close = () =>
    send({ tradeId: trade.id }, closed => {
      const amount = unlessHidden(hidden, formatSignedMoney(closed.finalPnl));
      toast.success(
        `${closed.symbol} closed at ${formatPrice(closed.exitPrice)}: final P&L ${amount} (${formatSignedPercent(closed.finalPnlPercent)}).`,
      );
      onDone();
    });

  return (
    <ConfirmDialog
      open
      onOpenChange={open => open || onDone()}
      title={`Close ${trade.side === 'BUY' ? 'long' : 'short'} ${trade.symbol}?`}
      consequence="The shadow trade is closed at the latest quote and its P&L becomes final. This cannot be undone. No order is sent to your broker."
      confirmLabel="Close trade"
      danger
      busy={busy}
      disabled={obstacle !== null}
      error={error}
      onConfirm={() => void close()}
    >
      <QuoteLine state={quote} uses={trade.side === 'BUY' ? 'bid' : 'ask'} />
      <Facts className="rounded-md border border-line px-3 py-1.5">
        <Fact name="Quantity">
          <Quantity value={trade.quantity} />
        </Fact>
        <Fact name="Entry price">{formatPrice(trade.entryPrice)}</Fact>
        <Fact
          name="Estimated exit price"
          explanation={<p>A long trade is sold at the bid, a short one is bought back at the ask.</p>}
        >
          {estimate ? formatPrice(estimate.exitPrice) : NONE}
        </Fact>
        <Fact
          name="Estimated final P&L"
          explanation={
            <p>
              {trade.side === 'BUY' ? 'Exit price minus entry price' : 'Entry price minus exit price'}, times
              the quantity. The server takes the quote of the moment it closes the trade.
            </p>
          }
        >
          {estimate ? (
            <span className="inline-flex gap-2 font-semibold">
              <Pnl value={estimate.finalPnl} />
              <PnlPercent value={estimate.finalPnlPercent} />
            </span>
          ) : (
            NONE
          )}
        </Fact>
      </Facts>
      {obstacle && !isWaiting && (
        <div id={reason}>
          <Notice tone="warn">{obstacle}</Notice>
        </div>
      )}
    </ConfirmDialog>
  );
}
