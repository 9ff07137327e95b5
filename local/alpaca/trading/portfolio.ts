import { amountOf, divideHalfEven, formatNano, type Nano, nano } from '../money/nano.ts';
import type { Holding, OrderSide, Portfolio } from './state.ts';

export interface Execution {
  readonly symbol: string;
  readonly side: OrderSide;
  readonly qty: Nano;
  readonly price: Nano;
}

const NOTHING: Holding = { qty: '0', cost: '0' };

/** The signed quantity of a symbol. */
export function quantityOf(portfolio: Portfolio, symbol: string): Nano {
  return nano((portfolio.holdings[symbol] ?? NOTHING).qty);
}

/** Average price paid (or received, for a short) per unit; zero without a position. */
export function averageEntry(holding: Holding): Nano {
  const qty = nano(holding.qty);
  return qty === 0n ? 0n : divideHalfEven(nano(holding.cost) * 1_000_000_000n, qty);
}

/**
 * The portfolio after an execution. Cash moves by the execution's amount in whole cents (half-even); the cost
 * of what remains of a reduced position shrinks in proportion.
 */
export function execute(portfolio: Portfolio, execution: Execution): Portfolio {
  const holding = portfolio.holdings[execution.symbol] ?? NOTHING;
  const amount = amountOf(execution.qty, execution.price);
  const signed = execution.side === 'buy' ? execution.qty : -execution.qty;
  const before = nano(holding.qty);
  const after = before + signed;
  const cost = nano(holding.cost);
  const signedAmount = execution.side === 'buy' ? amount : -amount;

  let costAfter: Nano;
  if (before === 0n || before < 0n === signed < 0n) costAfter = cost + signedAmount;
  else if (before < 0n === after < 0n || after === 0n) costAfter = divideHalfEven(cost * after, before);
  else costAfter = divideHalfEven(signedAmount * after, signed);

  const holdings = { ...portfolio.holdings };
  if (after === 0n) delete holdings[execution.symbol];
  else holdings[execution.symbol] = { qty: formatNano(after), cost: formatNano(costAfter) };
  return { cash: formatNano(nano(portfolio.cash) - signedAmount), holdings };
}
