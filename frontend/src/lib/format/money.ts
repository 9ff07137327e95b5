import { type Decimal, print } from './decimal-text.ts';

const usd = (options: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', ...options });

const EXACT = usd({ minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'negative' });
const SIGNED = usd({ minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });

/** "$10,250.37", "−$0.05". */
export const formatMoney = (amount: Decimal): string => print(EXACT, amount);
/** With its sign, as for gains and losses: "+$12.00", "−$0.05", "$0.00". */
export const formatSignedMoney = (amount: Decimal): string => print(SIGNED, amount);
