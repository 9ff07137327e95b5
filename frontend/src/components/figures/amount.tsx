import { usePrivacy } from '@/hooks/use-preferences.ts';
import { formatMoney } from '@/lib/format/decimals.ts';
import { HIDDEN } from '@/lib/format/text.ts';

/** US dollars; dots in privacy mode. */
export const Amount = ({ value }: { value: string }) => (usePrivacy() ? <Hidden /> : formatMoney(value));

/** What privacy mode shows instead of an amount. */
export const Hidden = () => (
  <>
    <span aria-hidden>{HIDDEN}</span>
    <span className="sr-only">hidden</span>
  </>
);
