import { useState } from 'react';
import { ResumeDialog } from '@/components/kill-switch/dialogs.ts';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { useTradingStatus } from '@/hooks/use-account.ts';

/** Whether the kill switch lets a trade be opened; unknown counts as no. */
export const useTradingAllowed = (): boolean => useTradingStatus().data?.enabled === true;

/** Why no trade can be opened while the kill switch is off, with the way to switch it on; nothing while it is on. */
export function TradingOffNotice() {
  const { status, data } = useTradingStatus();
  const [asking, setAsking] = useState(false);
  return (
    <>
      {status !== 'loading' && !data?.enabled && (
        <Notice
          tone="warn"
          action={
            data &&
            !data.locked && (
              <Button size="sm" onClick={() => setAsking(true)}>
                Switch trading on
              </Button>
            )
          }
        >
          {reasonOf(data)}
        </Notice>
      )}
      {asking && <ResumeDialog open onOpenChange={setAsking} />}
    </>
  );
}

function reasonOf(trading: ReturnType<typeof useTradingStatus>['data']): string {
  if (trading === null) return 'The kill switch is missing, which counts as off: no trade can be opened.';
  if (trading.locked) {
    return 'An operator has locked trading on your account. Contact support to have it released.';
  }
  return trading.message
    ? `Trading is off (“${trading.message}”), so no trade can be opened.`
    : 'Trading is off, so no trade can be opened.';
}
