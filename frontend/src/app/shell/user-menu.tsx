import { Eye, EyeOff, HeartPulse, LogOut, Settings, Sun } from 'lucide-react';
import { Link } from 'react-router';
import { OPERATIONS } from '@/app/pages.ts';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu.tsx';
import { useProfile } from '@/hooks/use-account.ts';
import { usePrivacy } from '@/hooks/use-preferences.ts';
import { useUser } from '@/hooks/use-user.ts';
import { useShellActions } from './use-shell-actions.ts';
import { UserButton } from './user-button.tsx';

/** Who is signed in, and what is theirs to change from everywhere. Opens as soon as it is there. */
export function UserMenu() {
  const user = useUser();
  const { data: profile } = useProfile();
  const hidden = usePrivacy();
  const actions = useShellActions();
  return (
    <Menu defaultOpen trigger={<UserButton />}>
      <div className="max-w-64 px-2 py-1.5">
        <div className="truncate font-medium">{profile?.displayName ?? user.displayName ?? 'Signed in'}</div>
        <div className="truncate text-muted text-sm">{user.email}</div>
      </div>
      <MenuSeparator />
      <MenuItem onSelect={actions.togglePrivacy}>
        {hidden ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
        {hidden ? 'Show amounts' : 'Hide amounts'}
      </MenuItem>
      <MenuItem onSelect={actions.toggleTheme}>
        <Sun aria-hidden />
        Switch light and dark
      </MenuItem>
      <MenuItem render={<Link to="/settings" />}>
        <Settings aria-hidden />
        Settings
      </MenuItem>
      {user.isOperator && (
        <MenuItem render={<Link to={OPERATIONS} />}>
          <HeartPulse aria-hidden />
          Operations
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem onSelect={actions.signOut}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}
