import { useSnapshot } from '../../hooks/use-account.ts';
import { formatPrice } from '../../lib/format/price.ts';
import { Amount } from '../figures/amount.tsx';
import { Pnl } from '../figures/pnl.tsx';
import { Quantity } from '../figures/quantity.tsx';
import { Explained } from '../ui/explained.tsx';
import { Panel } from '../ui/panel.tsx';
import { Cell, HeaderCell, Table, TableRow } from '../ui/table.tsx';

/** What the broker account itself holds; nothing is shown while it holds nothing. */
export function PositionsPanel() {
  const { data: snapshot } = useSnapshot();
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
      <Table aria-label="Broker positions">
        <thead>
          <tr>
            <HeaderCell>Symbol</HeaderCell>
            <HeaderCell numeric>Quantity</HeaderCell>
            <HeaderCell numeric>Average entry</HeaderCell>
            <HeaderCell numeric>Price</HeaderCell>
            <HeaderCell numeric>Value</HeaderCell>
            <HeaderCell numeric>Unrealised</HeaderCell>
          </tr>
        </thead>
        <tbody>
          {snapshot.positions.map(position => (
            <TableRow key={position.symbol}>
              <Cell className="font-medium">{position.symbol}</Cell>
              <Cell numeric>
                <Quantity value={position.quantity} />
              </Cell>
              <Cell numeric>{formatPrice(position.avgEntryPrice)}</Cell>
              <Cell numeric>{position.currentPrice === null ? '—' : formatPrice(position.currentPrice)}</Cell>
              <Cell numeric>
                <Amount value={position.marketValue} />
              </Cell>
              <Cell numeric>
                <Pnl value={position.unrealizedPnl} />
              </Cell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
