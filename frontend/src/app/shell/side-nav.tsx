import { NavLink } from 'react-router';
import { PAGES } from '@/app/pages.ts';
import { cn } from '@/lib/cn.ts';
import { Wordmark } from './wordmark.tsx';

/** The places of the product, on screens wide enough for it. */
export const SideNav = () => (
  <nav
    aria-label="Main"
    className="sticky top-0 hidden h-dvh w-14 shrink-0 flex-col gap-1 border-line border-r bg-surface p-2 md:flex lg:w-48"
  >
    <Wordmark className="mb-2 h-10 px-1.5" />
    {PAGES.map(({ path, label, icon: Icon }) => (
      <NavLink
        key={path}
        to={path}
        end={path === '/'}
        title={label}
        className={({ isActive }) =>
          cn(
            'flex h-9 items-center gap-2.5 rounded-md px-2.5 font-medium text-muted hover:bg-hover hover:text-text',
            isActive && 'bg-accent-soft text-accent hover:bg-accent-soft hover:text-accent',
          )
        }
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        <span className="max-lg:sr-only">{label}</span>
      </NavLink>
    ))}
  </nav>
);
