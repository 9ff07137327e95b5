import { lazy, Suspense, useState } from 'react';
import { UserButton } from './user-button.tsx';

const UserMenu = lazy(async () => ({ default: (await import('./user-menu.tsx')).UserMenu }));

/** The user menu, whose code is loaded when it is first opened. */
export function LazyUserMenu() {
  const [wanted, setWanted] = useState(false);
  const button = <UserButton onClick={() => setWanted(true)} />;
  return wanted ? (
    <Suspense fallback={button}>
      <UserMenu />
    </Suspense>
  ) : (
    button
  );
}
