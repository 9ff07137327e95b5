import { closedTrade, openTrade } from '../../../src/documents/shadow-trade.ts';
import * as paths from '../../../src/paths.ts';
import type { Sample } from '../sample.ts';
import { STORED_CLOSED_TRADE, STORED_OPEN_TRADE } from '../shadow-trade.ts';

/** Shadow trades. */
export const TRADES: readonly Sample[] = [
  {
    name: 'openTrade',
    file: 'shadow-trade',
    document: openTrade,
    path: paths.shadowTrade('alice', 't1'),
    stored: STORED_OPEN_TRADE,
    refused: [
      ['a float for a price', { entry_price: 187.5 }],
      ['a quantity of none', { quantity: '0' }],
      ['a side in other words', { side: 'LONG' }],
      ['a symbol that is none', { symbol: 'apple inc.' }],
      ['no profit or loss', { current_pnl: undefined }],
      ['a time that is text', { created_at: '2026-03-02T14:05:00Z' }],
      ['a status that does not exist', { status: 'HALF' }],
      ['an exit', { exit_price: '191' }],
    ],
  },
  {
    name: 'closedTrade',
    file: 'shadow-trade',
    document: closedTrade,
    path: paths.shadowTrade('alice', 't2'),
    stored: STORED_CLOSED_TRADE,
    refused: [
      ['no exit', { exit_price: undefined }],
      ['no time of closing', { closed_at: undefined }],
      ['a reason that does not exist', { exit_reason: 'boredom' }],
      ['a profit that is a number', { final_pnl: 35 }],
    ],
  },
];
