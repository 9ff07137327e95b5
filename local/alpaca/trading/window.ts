import type { TradingCalendar } from '../clock/calendar.ts';
import type { OrderState } from './state.ts';

const DAY = 86_400_000;
/** Alpaca keeps a good-till-canceled order for ninety days. */
const GOOD_TILL_CANCELED = 90 * DAY;
const SECOND = 1000;

/** When an order can trade: from inclusive, until exclusive, epoch milliseconds. */
export interface Window {
  readonly activeFromMs: number;
  readonly activeUntilMs: number;
}

/** The window of an order that is live at `ms`, by its time in force. Crypto has no sessions to wait for. */
export function orderWindow(
  calendar: TradingCalendar,
  assetClass: 'us_equity' | 'crypto',
  timeInForce: OrderState['timeInForce'],
  ms: number,
): Window {
  const second = Math.floor(ms / SECOND) * SECOND;
  if (timeInForce === 'ioc' || timeInForce === 'fok') {
    return { activeFromMs: second, activeUntilMs: second + SECOND };
  }
  if (assetClass === 'crypto') return { activeFromMs: second, activeUntilMs: second + GOOD_TILL_CANCELED };
  const open = calendar.openAt(ms);
  const next = calendar.nextAfter(ms);
  switch (timeInForce) {
    case 'opg':
      return { activeFromMs: next.openMs, activeUntilMs: next.openMs + SECOND };
    case 'cls': {
      const { closeMs } = open ?? next;
      return { activeFromMs: closeMs - SECOND, activeUntilMs: closeMs };
    }
    case 'gtc':
      return {
        activeFromMs: open === undefined ? next.openMs : second,
        activeUntilMs: second + GOOD_TILL_CANCELED,
      };
    case 'day':
      return open === undefined
        ? { activeFromMs: next.openMs, activeUntilMs: next.closeMs }
        : { activeFromMs: second, activeUntilMs: open.closeMs };
  }
}
