import type { Exchange } from '../exchange.ts';
import { absolute, amountOf, formatNano, nano, ratio } from '../money/nano.ts';
import { positionSymbol } from '../prices/instruments.ts';
import { priceNano } from '../prices/units.ts';
import { claimedQuantity } from './claims.ts';
import { averageEntry } from './portfolio.ts';
import type { Account } from './state.ts';
import { type ValuedHolding, valueAt } from './valuation.ts';

function positionView(exchange: Exchange, account: Account, valued: ValuedHolding, ms: number) {
  const { instrument, holding, price, marketValue } = valued;
  const qty = nano(holding.qty);
  const cost = nano(holding.cost);
  const lastDay = priceNano(instrument, exchange.market.tape(instrument).previousCloseAt(ms));
  const profit = marketValue - cost;
  const lastDayValue = amountOf(qty, lastDay);
  const profitToday = marketValue - lastDayValue;
  const claimed = claimedQuantity(account, instrument.symbol);
  return {
    asset_id: instrument.id,
    symbol: positionSymbol(instrument),
    exchange: instrument.exchange,
    asset_class: instrument.assetClass,
    asset_marginable: instrument.assetClass === 'us_equity',
    qty: holding.qty,
    avg_entry_price: formatNano(averageEntry(holding)),
    side: qty < 0n ? 'short' : 'long',
    market_value: formatNano(marketValue),
    cost_basis: formatNano(cost),
    unrealized_pl: formatNano(profit),
    unrealized_plpc: formatNano(ratio(profit, absolute(cost))),
    unrealized_intraday_pl: formatNano(profitToday),
    unrealized_intraday_plpc: formatNano(ratio(profitToday, absolute(lastDayValue))),
    current_price: formatNano(price),
    lastday_price: formatNano(lastDay),
    change_today: formatNano(ratio(price - lastDay, lastDay)),
    qty_available: formatNano(qty < 0n ? qty + claimed : qty - claimed),
  };
}

export type PositionView = ReturnType<typeof positionView>;

/** The account's positions as the positions endpoints show them, at the prices of `ms`, by symbol. */
export function positionViews(exchange: Exchange, account: Account, ms: number): PositionView[] {
  return valueAt(exchange.market, account.state.portfolio, ms)
    .holdings.map(valued => positionView(exchange, account, valued, ms))
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}
