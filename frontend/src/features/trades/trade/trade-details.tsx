import { Panel } from '@/components/ui/panel.tsx';
import { Fact, Facts } from '@/features/trades/parts/facts.tsx';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';

/** By what the trade is found again, as in a question to support: the rest stands above, and in its lifecycle. */
export const TradeDetails = ({ trade }: { trade: ShadowTrade }) => (
  <Panel title="Details">
    <Facts className="-my-1">
      {trade.strategy && <Fact name="Strategy">{trade.strategy}</Fact>}
      {trade.signalId && (
        <Fact name="Signal">
          <span className="select-all font-mono text-xs">{trade.signalId}</span>
        </Fact>
      )}
      <Fact name="Trade id">
        <span className="select-all font-mono text-xs">{trade.id}</span>
      </Fact>
    </Facts>
  </Panel>
);
