import { usePrivacy } from '@/hooks/use-preferences.ts';
import { formatSignedMoney, formatSignedPercent } from '@/lib/format/decimals.ts';
import { Hidden } from './amount.tsx';
import { Signed } from './signed.tsx';

/** A gain or loss in US dollars; dots in privacy mode, which keeps only whether it is one or the other. */
export function Pnl({ value, className = '' }: { value: string; className?: string }) {
  const hidden = usePrivacy();
  return (
    <Signed value={value} className={className}>
      {hidden ? <Hidden /> : formatSignedMoney(value)}
    </Signed>
  );
}

/** A gain or loss in per cent. */
export const PnlPercent = ({ value, className = '' }: { value: string; className?: string }) => (
  <Signed value={value} className={className}>
    {formatSignedPercent(value)}
  </Signed>
);
