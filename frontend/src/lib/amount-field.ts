import { isNegativeMoney, isPositiveMoney, type Money } from '@agenttrader/domain/money/money';
import { moneySchema } from '@agenttrader/domain/money/schemas';
import { readTypedNumber } from '@agenttrader/domain/money/typed-number';
import { z } from 'zod';

const EXAMPLE = 'Enter an amount in dollars, such as 1,000.50 or $1k.';
/** As many digits as the security rules let through. */
const MAX_DIGITS = 12;

interface AmountFieldOptions {
  /** What "25%" is a quarter of, US dollars; null while it is not known. */
  readonly whole?: Money | null;
  /** Whether nothing at all, "0", is an amount here. */
  readonly mayBeZero?: boolean;
}

/** US dollars as a person types them: "1,000.50", "$1k", "25%". Hands out the amount, or says how to enter one. */
export const amountField = ({ whole = null, mayBeZero = false }: AmountFieldOptions = {}) =>
  z.string().transform((typed, context): Money => {
    const text = readTypedNumber(typed, whole);
    const amount = moneySchema.safeParse(text);
    const problem = problemWith(text, amount.data, mayBeZero);
    if (problem === undefined && amount.success) return amount.data;
    context.issues.push({ code: 'custom', message: problem ?? EXAMPLE, input: typed });
    return z.NEVER;
  });

function problemWith(text: string, amount: Money | undefined, mayBeZero: boolean): string | undefined {
  if (text.endsWith('%')) return 'Your equity is not known yet, so enter an amount in dollars.';
  if ((text.split('.')[0] ?? '').length > MAX_DIGITS)
    return 'That is more than any account holds. Enter less.';
  if (/^\d+\.\d{3,}$/.test(text) && amount === undefined) return 'Dollars and cents only, such as 10.25.';
  if (amount === undefined) return EXAMPLE;
  if (isNegativeMoney(amount)) return mayBeZero ? 'Enter zero or more.' : 'Enter an amount above zero.';
  return isPositiveMoney(amount) || mayBeZero ? undefined : 'Enter an amount above zero.';
}
