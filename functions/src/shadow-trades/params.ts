import { defineInt, defineString } from 'firebase-functions/params';

/** What an operator can set about shadow trades at deployment, each with a default that works. */
export const tradeParams = {
  /** How many trades a tenant may open on one UTC day. */
  dailyTrades: defineInt('TRADES_PER_DAY', {
    default: 500,
    description: 'How many shadow trades a trader may open on one day (UTC).',
  }),
  /** Each open trade is a price to ask for and a mark to write, every minute. */
  maxOpenTrades: defineInt('MAX_OPEN_TRADES', {
    default: 200,
    description:
      'How many shadow trades a trader may have open at the same time; more than 500 count as 500.',
  }),
  maxTrade: defineString('MAX_TRADE_USD', {
    default: '1000000.00',
    description: 'The most that a single shadow trade may be worth, in US dollars.',
  }),
};
