import { isNegativeMoney } from '@agenttrader/domain/money/money';
import type { Side } from '@agenttrader/domain/trades/side';
import { Amount } from '@/components/figures/amount.tsx';
import { Quantity } from '@/components/figures/quantity.tsx';
import { Fact, Facts } from '@/features/trades/parts/facts.tsx';
import { formatPrice } from '@/lib/format/decimals.ts';
import type { OrderEstimate } from './estimate-order.ts';

const NONE = <span className="text-faint">–</span>;

/** What the order would become at the quote above. */
export const OrderSummary = ({ side, estimate }: { side: Side; estimate: OrderEstimate | null }) => (
  <Facts className="rounded-md border border-line px-3 py-1.5">
    <Fact
      name="Estimated price"
      explanation={
        <p>
          A buy is opened at the ask and a sell at the bid. The server takes the quote of the moment it opens
          the trade, which can differ from this one.
        </p>
      }
    >
      {estimate ? `${formatPrice(estimate.price)} (${side === 'BUY' ? 'ask' : 'bid'})` : NONE}
    </Fact>
    <Fact
      name="Estimated quantity"
      explanation={
        <p>The amount divided by the price, cut off after nine digits so that it never costs more.</p>
      }
    >
      {estimate ? <Quantity value={estimate.quantity} /> : NONE}
    </Fact>
    <Fact name="Estimated notional" explanation={<p>Price times quantity, rounded to the cent.</p>}>
      {estimate ? <Amount value={estimate.notional} /> : NONE}
    </Fact>
    <Fact
      name="If the price moves 1%"
      explanation={
        <p>
          One per cent of the notional:{' '}
          {side === 'BUY'
            ? 'gained when the price rises, lost when it falls.'
            : 'gained when the price falls, lost when it rises.'}
        </p>
      }
    >
      {estimate ? (
        <>
          ± <Amount value={estimate.onePercent} />
        </>
      ) : (
        NONE
      )}
    </Fact>
    <Fact
      name="Buying power, were it real"
      explanation={
        <p>
          Your account’s buying power at the last sync minus the notional. A shadow trade uses none of it:
          this is what a real order of the same size would leave.
        </p>
      }
    >
      {estimate?.buyingPowerLeft ? (
        <span className={isNegativeMoney(estimate.buyingPowerLeft) ? 'text-warn' : undefined}>
          <Amount value={estimate.buyingPowerLeft} />
          {isNegativeMoney(estimate.buyingPowerLeft) && ' (not enough)'}
        </span>
      ) : (
        NONE
      )}
    </Fact>
  </Facts>
);
