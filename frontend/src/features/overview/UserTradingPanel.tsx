import { onDemand } from '@/components/ui/on-demand.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { whenIdle } from '@/lib/when-idle.ts';
import { AccountFigures } from './account-figures.tsx';
import { EquityCurvePanel } from './equity/equity-curve-panel.tsx';
import { KillSwitchPanel } from './kill-switch-panel.tsx';
import { OpenTradesPanel } from './open-trades-panel.tsx';
import { PositionsPanel } from './positions-panel.tsx';
import { SyncNotice } from './sync-notice.tsx';

/** Comes after the figures, as the last thing on the page. */
const LatestSignalsPanel = onDemand(
  async () => {
    await whenIdle();
    return (await import('./latest-signals-panel.tsx')).LatestSignalsPanel;
  },
  <Panel title="Latest signals">
    <div aria-busy>
      <Skeleton className="h-9 w-full" />
    </div>
  </Panel>,
);

/**
 * The account at a glance. Every part follows its own document or query, so that a price that moves renders its row
 * and the total, and nothing else.
 */
export const UserTradingPanel = () => (
  <div className="flex flex-col gap-4">
    <SyncNotice />
    <AccountFigures />
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        <EquityCurvePanel />
        <OpenTradesPanel />
        <PositionsPanel />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <KillSwitchPanel />
        <LatestSignalsPanel />
      </div>
    </div>
  </div>
);
