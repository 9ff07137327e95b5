import { Amount } from '@/components/figures/amount.tsx';
import { Pnl } from '@/components/figures/pnl.tsx';
import { ShortQuantity } from '@/components/figures/quantity.tsx';
import { ShortSymbol } from '@/components/figures/short-symbol.tsx';
import { Explained } from '@/components/ui/explained.tsx';
import { FittingTable } from '@/components/ui/fitting-table.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { STALE } from '@/components/ui/stat.tsx';
import { Cell, HeaderCell, TableRow } from '@/components/ui/table.tsx';
import { useFreshness, useSnapshot } from '@/hooks/use-account.ts';
import { cn } from '@/lib/cn.ts';
import { formatPrice } from '@/lib/format/decimals.ts';

/** Stands for a figure that the broker does not know at the moment. */
const UNKNOWN = '–';

/** What the broker account itself holds; nothing is shown while it holds nothing. */
export function PositionsPanel() {
  const { data: snapshot } = useSnapshot();
  const stale = useFreshness().freshness === 'stale' && STALE;
  if (snapshot === null || snapshot.positions.length === 0) return null;
  return (
    <Panel
      title={
        <span className="inline-flex items-center gap-1">
          Broker positions
          <Explained of="Broker positions">
            <p>
              What your account holds at the broker, as of the last sync. These are real positions of that
              account.
            </p>
            <p>Shadow trades are not among them.</p>
          </Explained>
        </span>
      }
      flush
    >
      <FittingTable aria-label="Broker positions">
        <thead>
          <tr>
            <HeaderCell>Symbol</HeaderCell>
            <HeaderCell numeric drop={3}>
              Quantity
            </HeaderCell>
            <HeaderCell numeric drop={1}>
              Average entry
            </HeaderCell>
            <HeaderCell numeric drop={2}>
              Price
            </HeaderCell>
            <HeaderCell numeric drop={4}>
              Value
            </HeaderCell>
            <HeaderCell numeric>Unrealised</HeaderCell>
          </tr>
        </thead>
        <tbody>
          {snapshot.positions.map(position => (
            <TableRow key={position.symbol}>
              <Cell className="font-medium">
                <ShortSymbol>{position.symbol}</ShortSymbol>
              </Cell>
              <Cell numeric drop={3}>
                <ShortQuantity value={position.quantity} />
              </Cell>
              <Cell numeric drop={1}>
                {position.avgEntryPrice === null ? UNKNOWN : formatPrice(position.avgEntryPrice)}
              </Cell>
              <Cell numeric drop={2} className={cn(stale)}>
                {position.currentPrice === null ? UNKNOWN : formatPrice(position.currentPrice)}
              </Cell>
              <Cell numeric drop={4} className={cn(stale)}>
                {position.marketValue === null ? UNKNOWN : <Amount value={position.marketValue} />}
              </Cell>
              <Cell numeric className={cn(stale)}>
                {position.unrealizedPnl === null ? UNKNOWN : <Pnl value={position.unrealizedPnl} />}
              </Cell>
            </TableRow>
          ))}
        </tbody>
      </FittingTable>
    </Panel>
  );
}
