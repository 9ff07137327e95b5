import { type Health, judgeOperations, MAX_SILENCE_MS } from '@agenttrader/domain/operations/verdict';
import { RelativeTime } from '@/components/figures/time.tsx';
import { Badge, type BadgeTone } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { useNow } from '@/hooks/use-now.ts';
import { PulseFigures } from './pulse-figures.tsx';
import type { OperationsAnswer } from './read-operations.ts';
import type { Operations } from './use-operations.ts';

const VERDICTS: Record<Health, { tone: BadgeTone; word: string }> = {
  healthy: { tone: 'gain', word: 'Healthy' },
  degraded: { tone: 'warn', word: 'Degraded' },
  down: { tone: 'loss', word: 'Down' },
};

/** How the service does: the verdict of `admin status`, why, and the last pulse in figures. */
export function HeartbeatPanel({ answer, failure, ask }: Operations) {
  const { sessions } = useServices();
  if (failure?.refused) {
    return (
      <Panel title="The heartbeat">
        <ErrorState
          title="The server does not take you for an operator any more"
          action={<Button onClick={() => void sessions.signOut()}>Sign out</Button>}
        >
          {failure.message} If your right was taken away, this page is gone after the next sign-in.
        </ErrorState>
      </Panel>
    );
  }
  if (answer !== null) return <Heartbeat answer={answer} failure={failure?.message ?? null} />;
  return (
    <Panel title="The heartbeat">
      {failure === null ? (
        <div aria-busy className="flex flex-col gap-3">
          <Skeleton className="h-5 w-64" />
          <Skeleton className="h-16 w-full" />
        </div>
      ) : (
        <ErrorState
          title="How the service does is not known"
          action={
            <Button variant="primary" onClick={ask}>
              Try again
            </Button>
          }
        >
          {failure.message}
        </ErrorState>
      )}
    </Panel>
  );
}

function Heartbeat({ answer, failure }: { answer: OperationsAnswer; failure: string | null }) {
  const { operations, receivedAt } = answer;
  const { health, findings } = judgeOperations(operations);
  const old = useNow(now => now.getTime() - receivedAt.getTime() > MAX_SILENCE_MS);
  const { tone, word } = VERDICTS[health];
  const { lastPulse, globalHalt } = operations;
  return (
    <Panel
      title="The heartbeat"
      actions={
        <>
          <span className="text-muted text-sm">
            looked up <RelativeTime at={receivedAt} />
          </span>
          {/* What was healthy then may not be now. */}
          {old ? <Badge tone="warn">Not known now</Badge> : <Badge tone={tone}>{word}</Badge>}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {failure !== null && (
          <Notice tone="warn">{failure} What stands below is what was last looked up.</Notice>
        )}
        {globalHalt.halted && (
          <Notice tone="warn">
            Trading is halted for everybody: “{globalHalt.reason ?? 'no reason given'}”. Accounts are still
            synced.
          </Notice>
        )}
        {findings.length > 0 ? (
          <ul className="flex list-disc flex-col gap-1 pl-5">
            {findings.map(finding => (
              <li key={finding} className="wrap-anywhere">
                {finding}
              </li>
            ))}
          </ul>
        ) : (
          <p>
            A pulse comes every minute, none of the {operations.tenants.length} tenants fails again and again,
            and the clocks agree.
          </p>
        )}
        {lastPulse !== null && <PulseFigures pulse={lastPulse} stale={old || health === 'down'} />}
      </div>
    </Panel>
  );
}
