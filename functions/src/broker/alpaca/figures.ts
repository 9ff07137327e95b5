import { roundToCents } from '@agenttrader/domain/money/money';
import { roundToPrice } from '@agenttrader/domain/money/price';
import { z } from 'zod';

/** Text that `read` takes. */
const figure = <T>(read: (text: string) => T, message: string) =>
  z.string().transform((text, context): T => {
    try {
      return read(text);
    } catch {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
  });

export const cents = figure(roundToCents, 'not an amount');
export const price = figure(roundToPrice, 'not a price');

/** The SDK hands market data's prices out as numbers; their shortest form is what Alpaca sent. */
export const priceNumber = z.number().transform(String).pipe(price);

/** The SDK's types promise a `Date`; inside of a map of lists it hands out the text as it came. */
export const instant = z.union([
  z.date(),
  z.iso.datetime({ offset: true }).transform(text => new Date(text)),
]);
