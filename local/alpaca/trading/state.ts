import type { BrokerEnvironment } from '@agenttrader/domain/accounts/environment';

export type OrderSide = 'buy' | 'sell';
export type OrderType = 'market' | 'limit' | 'stop' | 'stop_limit' | 'trailing_stop';
export type TimeInForce = 'day' | 'gtc' | 'ioc' | 'fok' | 'opg' | 'cls';
export type PositionIntent = 'buy_to_open' | 'buy_to_close' | 'sell_to_open' | 'sell_to_close';

/** States that an order is stored in; `accepted` and `pending_new` are only how an open one is shown at first. */
export type OrderStatus = 'new' | 'filled' | 'canceled' | 'expired' | 'replaced';

/** A signed quantity and what it cost, both as decimals; negative for a short position. */
export interface Holding {
  qty: string;
  cost: string;
}

/** Cash and holdings at one moment; holdings by the instrument's symbol. */
export interface Portfolio {
  cash: string;
  holdings: Record<string, Holding>;
}

/** What an operator may set on an account. */
export interface AccountSettings {
  /** Alpaca's account status, `ACTIVE` for a working one. */
  status: string;
  tradingBlocked: boolean;
  accountBlocked: boolean;
  transfersBlocked: boolean;
  tradeSuspendedByUser: boolean;
  shortingEnabled: boolean;
  /** Buying power per dollar of free equity. Accounts under $2,000 have 1 whatever this says. */
  multiplier: 1 | 2 | 4;
}

/** An account as it is stored: plain JSON, amounts as decimals, times in epoch milliseconds of market time. */
export interface AccountState {
  readonly keyId: string;
  /** SHA-256 of the secret: the exchange needs to recognise it, not to know it. */
  secretHash: string;
  readonly environment: BrokerEnvironment;
  readonly id: string;
  readonly number: string;
  settings: AccountSettings;
  readonly createdMs: number;
  portfolio: Portfolio;
  /**
   * Where the account's history begins on the present timeline: its portfolio at `sinceMs`, before the fill
   * with sequence number `fromFill`. Moves forward whenever market time runs backwards.
   */
  baseline: { sinceMs: number; fromFill: number; portfolio: Portfolio };
  /** The clock's era that orders were last matched in. */
  era: number;
  nextSequence: number;
}

export interface OrderState {
  readonly id: string;
  readonly sequence: number;
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: OrderSide;
  readonly type: OrderType;
  readonly timeInForce: TimeInForce;
  readonly positionIntent: PositionIntent;
  readonly qty: string | null;
  readonly notional: string | null;
  readonly limitPrice: string | null;
  readonly stopPrice: string | null;
  readonly trailPrice: string | null;
  readonly trailPercent: string | null;
  readonly extendedHours: boolean;
  readonly createdMs: number;
  readonly replaces: string | null;
  status: OrderStatus;
  updatedMs: number;
  filledMs: number | null;
  filledQty: string;
  filledAvgPrice: string | null;
  /** When it was canceled, expired or replaced. */
  endedMs: number | null;
  replacedBy: string | null;
  /** Best price since submission, of a trailing stop. */
  highWaterMark: string | null;
  /** Whether a stop has been reached. */
  triggered: boolean;
  /** It can trade from, inclusive, until, exclusive. */
  activeFromMs: number;
  activeUntilMs: number;
  /** Matching continues here. */
  scanFromMs: number;
}

/** One execution. */
export interface FillState {
  readonly sequence: number;
  readonly orderId: string;
  readonly symbol: string;
  readonly side: OrderSide;
  readonly qty: string;
  readonly price: string;
  readonly ms: number;
}

/** An account with its orders and executions, oldest first. */
export interface Account {
  readonly state: AccountState;
  readonly orders: Map<string, OrderState>;
  readonly fills: FillState[];
}
