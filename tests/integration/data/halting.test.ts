import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closedTrade } from '../../../domain/src/documents/shadow-trade.ts';
import { tradingStatus } from '../../../domain/src/documents/trading-status.ts';
import * as paths from '../../../domain/src/paths.ts';
import { BrokerError } from '../../../functions/src/broker/broker-error.ts';
import { haltTrading } from '../../../functions/src/shadow-trades/halt-trading.ts';
import { TradeDesk } from '../../support/trade-desk.ts';

describe('shadow trades on a halt', () => {
  let desk: TradeDesk;
  beforeAll(async () => {
    desk = await TradeDesk.start();
  });
  afterAll(() => desk.firestore.close());
  beforeEach(() => desk.reset());

  const halt = (closePositions: boolean, uid = 'alice') =>
    haltTrading(uid, { reason: 'Stop', closePositions }, desk.ports());

  it('stay open unless asked, and trading is off', async () => {
    await desk.open();
    expect(await halt(false)).toEqual({ status: 'halted', message: 'Trading is off.', trades: [] });
    expect(await desk.firestore.read(paths.tradingStatus('alice'))).toMatchObject({
      enabled: false,
      message: 'Stop',
      [tradingStatus.names.updatedBy]: 'user',
    });
    expect(await desk.firestore.read(paths.tradingStatus('bob'))).toMatchObject({ enabled: true });
    await expect(desk.open()).rejects.toMatchObject({ code: 'failed-precondition' });
  });

  it('are closed, and those that cannot be are reported', async () => {
    const { tradeId } = await desk.open();
    const { tradeId: unquoted } = await desk.open({ symbol: 'MSFT' });
    await desk.firestore.db.doc(paths.shadowTrade('alice', 'broken')).set({ status: 'OPEN' });
    desk.quotes.delete('MSFT');
    const report = await halt(true);
    expect(report.status).toBe('partially_closed');
    const byId = new Map(report.trades.map(trade => [trade.tradeId, trade]));
    expect(byId.size).toBe(3);
    expect(byId.get(tradeId)).toEqual({ status: 'closed', tradeId, symbol: 'AAPL', finalPnl: '-0.20' });
    expect(byId.get(unquoted)).toMatchObject({
      status: 'still_open',
      symbol: 'MSFT',
      reason: expect.stringContaining('no quote'),
    });
    expect(byId.get('broken')).toMatchObject({ status: 'still_open' });
    expect(await desk.firestore.read(paths.shadowTrade('alice', tradeId))).toMatchObject({
      status: 'CLOSED',
      [closedTrade.names.exitReason]: 'halt',
    });
  });

  it('stay open when the broker is away, and trading is off all the same', async () => {
    await desk.open();
    desk.failure = new BrokerError('broker_unreachable');
    expect(await halt(true)).toMatchObject({
      status: 'partially_closed',
      trades: [{ status: 'still_open', reason: 'Alpaca could not be reached. Try again in a minute.' }],
    });
    expect(await desk.firestore.read(paths.tradingStatus('alice'))).toMatchObject({ enabled: false });
    desk.failure = undefined;
    expect(await halt(true)).toMatchObject({ status: 'halted', trades: [{ status: 'closed' }] });
  });

  it('that an operator has locked stay locked, with the operator’s reason', async () => {
    await desk.firestore.db
      .doc(paths.tradingStatus('alice'))
      .update({ enabled: false, locked: true, message: 'Audit' });
    await halt(false);
    expect(await desk.firestore.read(paths.tradingStatus('alice'))).toMatchObject({
      locked: true,
      message: 'Audit',
    });
  });
});
