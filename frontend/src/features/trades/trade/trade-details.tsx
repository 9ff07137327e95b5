import { Amount } from '../../../components/figures/amount.tsx';
import { Quantity } from '../../../components/figures/quantity.tsx';
import { Time } from '../../../components/figures/time.tsx';
import { Panel } from '../../../components/ui/panel.tsx';
import type { ShadowTrade } from '../../../lib/documents/shadow-trade.ts';
import { formatPrice } from '../../../lib/format/price.ts';
import { Fact, Facts } from '../parts/facts.tsx';
import { EXIT_WORDS, SOURCE_WORDS } from '../parts/words.ts';

/** Every field of the trade. */
export const TradeDetails = ({ trade }: { trade: ShadowTrade }) => (
  <Panel title="Details">
    <Facts className="-my-1">
      <Fact name="Symbol">{trade.symbol}</Fact>
      <Fact name="Side">{trade.side === 'BUY' ? 'Buy (long)' : 'Sell (short)'}</Fact>
      <Fact name="Quantity">
        <Quantity value={trade.quantity} />
      </Fact>
      <Fact name="Entry price">{formatPrice(trade.entryPrice)}</Fact>
      <Fact name="Notional">
        <Amount value={trade.notional} />
      </Fact>
      <Fact name="Last mark">{formatPrice(trade.currentPrice)}</Fact>
      <Fact name="Marked at">
        <Time at={trade.lastUpdated} />
      </Fact>
      <Fact name="Opened at">
        <Time at={trade.createdAt} />
      </Fact>
      {trade.exitPrice && <Fact name="Exit price">{formatPrice(trade.exitPrice)}</Fact>}
      {trade.closedAt && (
        <Fact name="Closed at">
          <Time at={trade.closedAt} />
        </Fact>
      )}
      {trade.exitReason && <Fact name="Closed by">{EXIT_WORDS[trade.exitReason]}</Fact>}
      <Fact name="Source">{SOURCE_WORDS[trade.source]}</Fact>
      {trade.strategy && <Fact name="Strategy">{trade.strategy}</Fact>}
      {trade.signalId && (
        <Fact name="Signal">
          <span className="select-all font-mono text-xs">{trade.signalId}</span>
        </Fact>
      )}
      <Fact name="Trade">
        <span className="select-all font-mono text-xs">{trade.id}</span>
      </Fact>
    </Facts>
  </Panel>
);
