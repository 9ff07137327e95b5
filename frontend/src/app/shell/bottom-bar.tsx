import { NavLink } from 'react-router';
import { PAGES } from '@/app/pages.ts';
import { cn } from '@/lib/cn.ts';

/** The places of the product, under the thumb on a phone. */
export const BottomBar = () => (
  <nav
    aria-label="Main"
    className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-4 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
  >
    {PAGES.map(({ path, label, icon: Icon }) => (
      <NavLink
        key={path}
        to={path}
        end={path === '/'}
        className={({ isActive }) =>
          cn(
            'flex h-14 flex-col items-center justify-center gap-0.5 text-muted text-xs',
            isActive && 'font-medium text-accent',
          )
        }
      >
        <Icon aria-hidden className="size-5" />
        {label}
      </NavLink>
    ))}
  </nav>
);
