import { type Decimal, print } from './decimal-text.ts';

const FORMAT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 9 });
const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Shares or coins: "40", "0.15", "1,250.000000001". */
export const formatQuantity = (quantity: Decimal): string => print(FORMAT, quantity);

/** How many there are of something: "10,000". */
export const formatCount = (count: number): string => COUNT.format(count);
