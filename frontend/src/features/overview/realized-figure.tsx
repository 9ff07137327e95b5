import { summarizeShadowTrades } from '@agenttrader/domain/callables/summarize-shadow-trades';
import { useEffect, useState } from 'react';
import { Pnl } from '@/components/figures/pnl.tsx';
import { NONE, Stat } from '@/components/ui/stat.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { performanceDocument } from '@/followed/tenant-documents.ts';
import { useFollowedDocument } from '@/hooks/use-followed.ts';
import { useRecovery } from '@/hooks/use-recovery.ts';
import { formatPercent } from '@/lib/format/decimals.ts';

/** What all closed trades gained, once they are all counted: a part of it would mislead. */
export function RealizedFigure() {
  const { status, data } = useFollowedDocument(performanceDocument);
  const realized = data?.realizedPnl ?? null;
  const isUncounted = status === 'missing' || (status === 'ready' && realized === null);
  const hasFailed = useCounting(isUncounted);
  return (
    <Stat
      label="Realised P&L"
      explanation={
        <>
          <p>
            The final gains and losses of all closed shadow trades together, at the prices they were closed
            at.
          </p>
          <p>It changes only when a trade is closed.</p>
        </>
      }
      {...shownAs(realized, data?.winRate ?? null, status === 'error' || hasFailed)}
    />
  );
}

function shownAs(realized: string | null, winRate: string | null, isUnknown: boolean) {
  if (realized !== null) {
    const detail = winRate === null ? 'no trade closed yet' : `${formatPercent(winRate)} won`;
    return { value: <Pnl value={realized} />, detail };
  }
  return isUnknown ? { value: NONE, detail: 'not known now' } : { value: undefined };
}

/**
 * Has the closed trades counted where they are not, as in an account that was moved from an earlier system. The sums
 * come through the listener. Answers whether that failed; it is tried again once the connection is back.
 */
function useCounting(isUncounted: boolean): boolean {
  const { call } = useServices();
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState<number | null>(null);

  useEffect(() => {
    if (!isUncounted) return;
    call(summarizeShadowTrades, { status: 'CLOSED' }).catch(() => setFailed(attempt));
  }, [call, isUncounted, attempt]);

  useRecovery(() => setAttempt(attempt + 1));
  return isUncounted && failed === attempt;
}
