import { HIDDEN } from '@/lib/format/privacy.ts';

/** What privacy mode shows instead of an amount. */
export const Hidden = () => (
  <>
    <span aria-hidden>{HIDDEN}</span>
    <span className="sr-only">hidden</span>
  </>
);
