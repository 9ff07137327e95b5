import { useState } from 'react';
import { useTradingStatus } from '../../hooks/use-account.ts';
import { RelativeTime } from '../figures/time.tsx';
import { HaltDialog, ResumeDialog } from '../kill-switch/dialogs.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

const WHO = { user: 'you', watchdog: 'the watchdog', operator: 'an operator' } as const;

/** The kill switch: whether trading is on, who set it, when and why. */
export function KillSwitchPanel() {
  const { status, data: trading } = useTradingStatus();
  const [asking, setAsking] = useState(false);
  const on = trading?.enabled === true;

  return (
    <Panel
      title="Kill switch"
      actions={
        status === 'loading' ? null : on ? (
          <Badge tone="gain">Trading is on</Badge>
        ) : (
          <Badge tone={trading?.locked ? 'loss' : 'warn'}>
            {trading?.locked ? 'Locked off' : 'Trading is off'}
          </Badge>
        )
      }
    >
      {status === 'loading' ? (
        <div aria-busy>
          <Skeleton className="h-9 w-full" />
        </div>
      ) : (
        <div className="flex flex-col gap-3 text-sm">
          <p className="text-muted">
            {trading === null ? (
              'The switch is missing, which counts as off.'
            ) : (
              <>
                Set by {WHO[trading.updatedBy]}
                {trading.updatedAt && (
                  <>
                    {' '}
                    <RelativeTime at={trading.updatedAt} />
                  </>
                )}
                {trading.message && <>: “{trading.message}”</>}
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
              onClick={() => setAsking(true)}
            >
              {on ? 'Switch trading off …' : 'Switch trading on …'}
            </Button>
          )}
        </div>
      )}
      {asking &&
        (on ? <HaltDialog open onOpenChange={setAsking} /> : <ResumeDialog open onOpenChange={setAsking} />)}
    </Panel>
  );
}
