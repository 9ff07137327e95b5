import { useState } from 'react';
import { onDemandPopup } from '@/components/ui/on-demand.tsx';
import { UserButton } from './user-button.tsx';

const UserMenu = onDemandPopup<{ onUnavailable(): void }>(
  async () => (await import('./user-menu.tsx')).UserMenu,
  ({ onUnavailable }) => onUnavailable(),
  <UserButton />,
);

/** The user menu, whose code is loaded when it is first opened. */
export function LazyUserMenu() {
  const [wanted, setWanted] = useState(false);
  return wanted ? (
    <UserMenu onUnavailable={() => setWanted(false)} />
  ) : (
    <UserButton onClick={() => setWanted(true)} />
  );
}
