import { describe, expect, it } from 'vitest';
import { legacyFields } from './legacy-fields.ts';
import { readSymbol } from './legacy-symbol.ts';
import { belongsTo } from './ownership.ts';
import {
  normalizeWord,
  readConfidence,
  readFlag,
  readMoney,
  readName,
  readSide,
  readSignedQuantity,
  readText,
} from './readings.ts';
import { UnreadableError } from './unreadable.ts';

describe('readings', () => {
  it.each([
    ['BUY', 'BUY'],
    ['buy', 'BUY'],
    ['Long', 'BUY'],
    ['OrderSide.BUY', 'BUY'],
    ['PositionSide.long', 'BUY'],
    [' sell ', 'SELL'],
    ['SHORT', 'SELL'],
    ['strong_buy', 'BUY'],
    ['Strong Sell', 'SELL'],
    ['buy-to-open', 'BUY'],
    ['sell_to_close', 'SELL'],
    ['hold', undefined],
    ['', undefined],
    [1, undefined],
    [null, undefined],
  ])('the side %j is %s', (value, side) => {
    expect(readSide(value)).toBe(side);
  });

  it.each([
    [0.85, 0.85],
    [1, 1],
    [0, 0],
    [85, 0.85],
    ['85%', 0.85],
    ['0.5 %', 0.005],
    ['0.85', 0.85],
    [100, 1],
    [101, undefined],
    [-0.1, undefined],
    [NaN, undefined],
    ['high', undefined],
  ])('the confidence %j is %s', (value, share) => {
    expect(readConfidence(value)).toBe(share);
  });

  it.each([
    ['AAPL', undefined, 'AAPL'],
    ['brk.b', undefined, 'BRK.B'],
    ['BTC/USD', undefined, 'BTC/USD'],
    ['BTCUSD', undefined, 'BTC/USD'],
    ['eth-usd', undefined, 'ETH/USD'],
    ['SOL_USDT', undefined, 'SOL/USDT'],
    ['DOGEUSDC', undefined, 'DOGE/USDC'],
    ['NEWCOINUSD', 'crypto', 'NEWCOIN/USD'],
    ['NEWCOINUSD', 'AssetClass.CRYPTO', 'NEWCOIN/USD'],
    ['NEWCOINUSD', undefined, 'NEWCOINUSD'],
    ['', undefined, undefined],
    ['TOOLONGFORANYSTOCK', undefined, undefined],
    ['AA PL', undefined, undefined],
    [7, undefined, undefined],
  ])('the symbol %j (%s) is %s', (value, assetClass, symbol) => {
    expect(readSymbol(value, assetClass)).toBe(symbol);
  });

  it.each([
    [-3, { quantity: '3', negative: true }],
    ['2.50', { quantity: '2.5', negative: false }],
    [0, undefined],
    ['short', undefined],
  ])('the signed size %j', (value, size) => {
    expect(readSignedQuantity(value)).toEqual(size);
  });

  it('texts lose what nobody can see, and names their length', () => {
    expect(readText('a\u0000b\n c')).toBe('ab c');
    expect(readText(7)).toBeUndefined();
    expect(readName(7)).toBe('7');
    expect(readName('x'.repeat(500))).toHaveLength(128);
    expect([readFlag(true), readFlag('False'), readFlag('no')]).toEqual([true, false, undefined]);
    expect(normalizeWord(' TradeStatus.Take-Profit ')).toBe('take_profit');
  });
});

describe('the fields of a legacy document', () => {
  it.each(['buying_power', 'buyingPower', 'BUYING_POWER', 'BuyingPower', 'buying-power'])(
    'are found as %s',
    name => {
      expect(legacyFields({ [name]: 12.5 }).required(readMoney, 'buying_power')).toBe('12.50');
    },
  );

  it('count as absent when they are null or empty', () => {
    const fields = legacyFields({ a: null, b: '', c: undefined, d: 0 });
    expect(['a', 'b', 'c', 'd'].map(name => fields.find(name))).toEqual([undefined, undefined, undefined, 0]);
    expect(fields.optional(readMoney, 'a')).toBeNull();
    expect(() => fields.required(readMoney, 'a')).toThrow(new UnreadableError('a is missing.'));
  });

  it('are taken in the order in which they are asked for, and from two spellings always the same', () => {
    expect(legacyFields({ second: 2, first: 1 }).find('first', 'second')).toBe(1);
    const spellings = [
      { entryPrice: 1, entry_price: 2 },
      { entry_price: 2, entryPrice: 1 },
    ];
    expect(spellings.map(data => legacyFields(data).find('entry_price'))).toEqual([1, 1]);
  });

  it('are never quoted in a refusal', () => {
    const fields = legacyFields({ cash: 'canary' }, 'positions[1].');
    expect(() => fields.optional(readMoney, 'cash')).toThrow(
      new UnreadableError('positions[1].cash cannot be read.'),
    );
  });
});

describe('whose a document is', () => {
  it.each([
    [{}, true],
    [{ user_id: 'alice' }, true],
    [{ userId: 'alice', tenant_id: 'alice' }, true],
    [{ user_id: null }, true],
    [{ user_id: 'bob' }, false],
    [{ userId: 'bob' }, false],
    [{ uid: 'bob' }, false],
    [{ tenant_id: 'bob' }, false],
    [{ tenantId: 'Alice' }, false],
    [{ owner_id: 'bob' }, false],
    [{ user_id: 'alice', tenant_id: 'bob' }, false],
    [{ user_id: 7 }, false],
    [{ user_id: ['alice'] }, false],
  ])('%j may go to alice: %s', (data, may) => {
    expect(belongsTo('alice', data)).toBe(may);
  });
});
