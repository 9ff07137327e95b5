import { usePrivacy } from '../../hooks/use-privacy.ts';
import { formatQuantity } from '../../lib/format/quantity.ts';
import { Hidden } from './hidden.tsx';

/** Shares or coins; dots in privacy mode. */
export const Quantity = ({ value }: { value: string }) => (usePrivacy() ? <Hidden /> : formatQuantity(value));
