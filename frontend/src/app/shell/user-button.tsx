import { CircleUser } from 'lucide-react';
import type { ComponentProps } from 'react';
import { buttonStyle } from '@/components/ui/button-style.ts';

/** What opens the user menu. */
export const UserButton = (props: ComponentProps<'button'>) => (
  <button
    type="button"
    aria-label="Your account"
    aria-haspopup="menu"
    {...props}
    className={buttonStyle('ghost', 'icon')}
  >
    <CircleUser aria-hidden className="size-5!" />
  </button>
);
