import { invalidField, notFound } from '../http/api-error.ts';
import { ok } from '../http/reply.ts';
import { type Handler, param } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { formatNano, ONE } from '../money/nano.ts';
import { findInstrument, INSTRUMENTS, type Instrument } from '../prices/instruments.ts';

function decimalStep(decimals: number): string {
  return formatNano(ONE / 10n ** BigInt(decimals));
}

function assetView(instrument: Instrument): Record<string, unknown> {
  const crypto = instrument.assetClass === 'crypto';
  return {
    id: instrument.id,
    class: instrument.assetClass,
    exchange: instrument.exchange,
    symbol: instrument.symbol,
    name: instrument.name,
    status: 'active',
    tradable: true,
    marginable: !crypto,
    maintenance_margin_requirement: crypto ? 100 : 30,
    margin_requirement_long: crypto ? '100' : '30',
    margin_requirement_short: crypto ? '100' : '30',
    shortable: !crypto,
    easy_to_borrow: !crypto,
    fractionable: true,
    attributes: [],
    ...(crypto
      ? {
          min_order_size: decimalStep(instrument.lotDecimals),
          min_trade_increment: '0.000000001',
          price_increment: decimalStep(instrument.priceDecimals),
        }
      : {}),
  };
}

/** What can be traded. */
export const assetRoutes: Route<Handler>[] = [
  {
    method: 'GET',
    pattern: '/v2/assets',
    handler: ({ query }) => {
      const status = query.get('status') ?? 'active';
      const assetClass = query.get('asset_class') ?? '';
      const exchange = query.get('exchange') ?? '';
      const classes = ['', 'us_equity', 'us_option', 'crypto'];
      if (!classes.includes(assetClass))
        throw invalidField(`invalid asset_class: ${assetClass.slice(0, 40)}`);
      if (status !== 'active') return ok([]);
      const fits = (one: Instrument) =>
        (assetClass === '' || one.assetClass === assetClass) &&
        (exchange === '' || one.exchange === exchange);
      return ok(INSTRUMENTS.filter(fits).map(assetView));
    },
  },
  {
    method: 'GET',
    pattern: '/v2/assets/:symbol',
    handler: request => {
      const name = param(request, 'symbol');
      const instrument = findInstrument(name);
      if (instrument === undefined) throw notFound(`asset not found for ${name.slice(0, 40)}`);
      return ok(assetView(instrument));
    },
  },
];
