import { usePrivacy } from '@/hooks/use-preferences.ts';
import { formatQuantity, formatShortQuantity } from '@/lib/format/decimals.ts';
import { Hidden } from './amount.tsx';

/** Shares or coins; dots in privacy mode. */
export const Quantity = ({ value }: { value: string }) => (usePrivacy() ? <Hidden /> : formatQuantity(value));

/** The same in a table: shortened, and whole in the title. */
export function ShortQuantity({ value }: { value: string }) {
  const hidden = usePrivacy();
  const short = formatShortQuantity(value);
  const whole = formatQuantity(value);
  if (hidden) return <Hidden />;
  return short === whole ? whole : <span title={whole}>{short}</span>;
}
