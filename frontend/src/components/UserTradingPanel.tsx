import { AccountFigures } from './trading-panel/account-figures.tsx';
import { EquityCurvePanel } from './trading-panel/equity-curve-panel.tsx';
import { KillSwitchPanel } from './trading-panel/kill-switch-panel.tsx';
import { LatestSignalsPanel } from './trading-panel/latest-signals-panel.tsx';
import { OpenTradesPanel } from './trading-panel/open-trades-panel.tsx';
import { PositionsPanel } from './trading-panel/positions-panel.tsx';
import { SyncNotice } from './trading-panel/sync-notice.tsx';

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
