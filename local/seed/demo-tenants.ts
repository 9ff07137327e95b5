import type { Side } from '@agenttrader/domain/trades/side';

/** A share or coin that the tenant's exchange account starts with. Negative quantities are short. */
export interface StartingPosition {
  readonly symbol: string;
  readonly qty: string;
}

/** A shadow trade that is open from the start, entered at the present price times a factor. */
export interface StartingTrade {
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: string;
  /** Below 1 the price has risen since the entry. */
  readonly entryFactor: string;
}

/** A trader of the demo: what its exchange account and its trades look like, and what a pulse makes of it. */
export interface DemoTrader {
  readonly kind: 'trader';
  readonly name: string;
  /** What somebody who signs in as this tenant should expect to see. */
  readonly shows: string;
  readonly cash: string;
  readonly positions: readonly StartingPosition[];
  readonly trades: readonly StartingTrade[];
  readonly tradingEnabled: boolean;
  /** Whether the keys stop working after they were connected. */
  readonly keysRevoked: boolean;
}

/** Somebody who watches over the service and does not trade. */
export interface DemoOperator {
  readonly kind: 'operator';
  readonly name: string;
  readonly shows: string;
}

export type DemoTenant = DemoTrader | DemoOperator;

/** The password of every demo tenant. It opens accounts on this machine only. */
export const DEMO_PASSWORD = 'paper-trading';

export const emailOf = (tenant: DemoTenant): string => `${tenant.name}@demo.agenttrader.dev`;
export const uidOf = (tenant: DemoTenant): string => `demo-${tenant.name}`;
export const displayNameOf = (tenant: DemoTenant): string =>
  `${tenant.name.charAt(0).toUpperCase()}${tenant.name.slice(1)}`;
/** In the form of Alpaca's paper keys: PK and 18 more characters. */
export const keyIdOf = (tenant: DemoTenant): string => `PKDEMO${tenant.name.toUpperCase().padStart(14, '0')}`;

const healthy = { kind: 'trader', trades: [], tradingEnabled: true, keysRevoked: false } as const;

export const DEMO_TENANTS: readonly DemoTenant[] = [
  {
    ...healthy,
    name: 'ada',
    shows: 'a healthy account with positions',
    cash: '25000',
    positions: [
      { symbol: 'AAPL', qty: '40' },
      { symbol: 'SPY', qty: '25' },
      { symbol: 'BTC/USD', qty: '0.15' },
    ],
  },
  {
    ...healthy,
    name: 'grace',
    shows: 'shadow trades, long and short, stocks and crypto',
    cash: '50000',
    positions: [{ symbol: 'MSFT', qty: '10' }],
    trades: [
      { symbol: 'AAPL', side: 'BUY', quantity: '12', entryFactor: '0.97' },
      { symbol: 'SPY', side: 'SELL', quantity: '8', entryFactor: '1.02' },
      { symbol: 'BTC/USD', side: 'BUY', quantity: '0.05', entryFactor: '1.01' },
      { symbol: 'ETH/USD', side: 'SELL', quantity: '1.25', entryFactor: '0.99' },
    ],
  },
  {
    ...healthy,
    name: 'kurt',
    shows: 'keys that were revoked: one failed sync, then pulses leave it alone',
    cash: '10000',
    positions: [],
    keysRevoked: true,
  },
  {
    ...healthy,
    name: 'edsger',
    shows: 'kill switch off: pulses skip it',
    cash: '10000',
    positions: [{ symbol: 'KO', qty: '15' }],
    tradingEnabled: false,
  },
  { kind: 'operator', name: 'olivia', shows: 'an operator: watches the heartbeat, does not trade' },
];
