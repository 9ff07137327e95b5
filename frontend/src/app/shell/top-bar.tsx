import { Search } from 'lucide-react';
import { KillSwitchButton } from '@/components/kill-switch/kill-switch-button.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { useEnvironment } from '@/hooks/use-account.ts';
import { useIsDemo } from '@/hooks/use-user.ts';
import { FreshnessIndicator } from './freshness-indicator.tsx';
import { LazyUserMenu } from './lazy-user-menu.tsx';
import { commandKey } from './use-hotkey.ts';

interface TopBarProps {
  onHalt(): void;
  onPalette(): void;
}

/** Which account this is, how fresh its figures are, and the way to stop. */
export function TopBar({ onHalt, onPalette }: TopBarProps) {
  const environment = useEnvironment();
  const isDemo = useIsDemo();
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-line border-b bg-surface px-3 sm:px-5">
      {environment !== null && (
        <Badge tone={environment === 'live' ? 'live' : 'accent'} className="uppercase tracking-wide">
          {environment}
        </Badge>
      )}
      {isDemo && <Badge className="uppercase tracking-wide">Demo</Badge>}
      <FreshnessIndicator />
      <div className="flex-1" />
      <button
        type="button"
        onClick={onPalette}
        aria-keyshortcuts="Meta+K Control+K"
        className="hidden h-8 items-center gap-2 rounded-md border border-line px-2 text-faint text-sm hover:bg-hover sm:flex"
      >
        <Search aria-hidden className="size-3.5" />
        <span className="max-lg:sr-only">Go to or do…</span>
        <Kbd>{commandKey(navigator.platform)}K</Kbd>
      </button>
      <KillSwitchButton onHalt={onHalt} />
      <LazyUserMenu />
    </header>
  );
}
