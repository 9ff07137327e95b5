import { usePrivacy } from '@/hooks/use-privacy.ts';
import { formatMoney } from '@/lib/format/money.ts';
import { Hidden } from './hidden.tsx';

/** US dollars; dots in privacy mode. */
export const Amount = ({ value }: { value: string }) => (usePrivacy() ? <Hidden /> : formatMoney(value));
