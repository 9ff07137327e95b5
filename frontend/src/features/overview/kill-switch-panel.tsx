import { useState } from 'react';
import { RelativeTime } from '@/components/figures/time.tsx';
import { HaltDialog, ResumeDialog } from '@/components/kill-switch/dialogs.ts';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useTradingStatus } from '@/hooks/use-account.ts';
import type { TradingStatus } from '@/lib/documents/trading-status.ts';
import { pendingOf } from '@/stores/document-store.ts';

const WHO = { user: 'you', watchdog: 'the watchdog', operator: 'an operator' } as const;

interface SwitchBadgeProps {
  trading: TradingStatus | null;
  /** How this page has set it, while the server has not confirmed that. */
  pending: TradingStatus | null;
}

function SwitchBadge({ trading, pending }: SwitchBadgeProps) {
  if (pending !== null && pending.enabled !== trading?.enabled) {
    return <Badge tone="warn">{pending.enabled ? 'Switching on …' : 'Switching off …'}</Badge>;
  }
  if (trading?.locked) return <Badge tone="loss">Locked off</Badge>;
  return trading?.enabled ? (
    <Badge tone="gain">Trading is on</Badge>
  ) : (
    <Badge tone="warn">Trading is off</Badge>
  );
}

/** The kill switch: whether trading is on, who set it, when and why. */
export function KillSwitchPanel() {
  const switchState = useTradingStatus();
  const { status, data: trading } = switchState;
  // Which question was asked: the switch may turn while it is answered.
  const [asking, setAsking] = useState<'halt' | 'resume' | null>(null);
  const close = () => setAsking(null);
  const on = trading?.enabled === true;
  const isUnknown = status === 'error' && trading === null;

  return (
    <Panel
      title="Kill switch"
      actions={
        status === 'loading' || isUnknown ? null : (
          <SwitchBadge trading={trading} pending={pendingOf(switchState)} />
        )
      }
    >
      {status === 'loading' ? (
        <div aria-busy>
          <Skeleton className="h-9 w-full" />
        </div>
      ) : (
        <div className="flex flex-col gap-3 text-sm">
          <p className="wrap-anywhere text-muted">
            {isUnknown ? (
              'The switch cannot be read at the moment, so it is not known whether trading is on.'
            ) : trading === null ? (
              'The switch is missing, which counts as off.'
            ) : (
              <>
                {trading.updatedBy === null ? 'Set' : `Set by ${WHO[trading.updatedBy]}`}
                {trading.updatedAt && (
                  <>
                    {' '}
                    <RelativeTime at={trading.updatedAt} />
                  </>
                )}
                {trading.message ? <>: “{trading.message}”</> : '.'}
              </>
            )}
          </p>
          {trading?.locked ? (
            <p>An operator holds trading off on this account. Contact support to have it released.</p>
          ) : (
            <Button
              variant={on ? 'danger' : 'primary'}
              className="self-start"
              disabled={trading === null}
              onClick={() => setAsking(on ? 'halt' : 'resume')}
            >
              {on ? 'Switch trading off …' : 'Switch trading on …'}
            </Button>
          )}
        </div>
      )}
      {asking === 'halt' && <HaltDialog open onOpenChange={close} />}
      {asking === 'resume' && <ResumeDialog open onOpenChange={close} />}
    </Panel>
  );
}
