import { type ReactNode, useState } from 'react';
import { Outlet } from 'react-router';
import { HaltDialog } from '@/components/kill-switch/dialogs.ts';
import { SignInRequestHost } from '@/components/recent-sign-in/sign-in-request-host.tsx';
import { onDemandPopup } from '@/components/ui/on-demand.tsx';
import { OrderTicketHost } from '@/features/trades/order-ticket/order-ticket-host.tsx';
import { useEnvironment } from '@/hooks/use-account.ts';
import { TitlePrefix } from '@/hooks/use-title.ts';
import { BottomBar } from './bottom-bar.tsx';
import { NetworkBanner } from './network-banner.tsx';
import { SideNav } from './side-nav.tsx';
import { TopBar } from './top-bar.tsx';
import { useAppliedTheme } from './use-applied-theme.ts';
import { useEventToasts } from './use-event-toasts.ts';
import { useHotkey } from './use-hotkey.ts';
import { usePreloadedParts } from './use-preloaded-parts.ts';

const CommandPalette = onDemandPopup(
  async () => (await import('./command-palette.tsx')).CommandPalette,
  ({ onClose }) => onClose(),
);

/** What stands around every page of a signed-in user. */
export function Shell({ children = <Outlet /> }: { children?: ReactNode }) {
  const environment = useEnvironment();
  const [palette, setPalette] = useState(false);
  const [halting, setHalting] = useState(false);
  useAppliedTheme();
  useEventToasts();
  usePreloadedParts();
  useHotkey('k', () => setPalette(open => !open));

  return (
    <TitlePrefix value={environment?.toUpperCase() ?? ''}>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent-solid px-3 py-2 text-on-accent focus:translate-y-0"
      >
        Skip to the page
      </a>
      <div className="flex min-h-dvh flex-col">
        {environment === 'live' && <LiveBand />}
        <div className="flex min-h-0 flex-1">
          <SideNav />
          <div className="flex min-w-0 flex-1 flex-col">
            <TopBar onHalt={() => setHalting(true)} onPalette={() => setPalette(true)} />
            <NetworkBanner />
            <main id="main" tabIndex={-1} className="flex-1 p-3 pb-24 outline-hidden sm:p-5 md:pb-5">
              <div className="mx-auto max-w-[100rem]">{children}</div>
            </main>
          </div>
        </div>
        <BottomBar />
      </div>
      {palette && <CommandPalette onClose={() => setPalette(false)} onHalt={() => setHalting(true)} />}
      {halting && <HaltDialog open onOpenChange={setHalting} />}
      <OrderTicketHost />
      <SignInRequestHost />
    </TitlePrefix>
  );
}

/** Says across the whole window that this account holds real money. */
const LiveBand = () => (
  <div className="bg-live px-4 py-1 text-center font-semibold text-on-live text-sm" role="note">
    LIVE account: real money at the broker. Shadow trades send no orders.
  </div>
);
