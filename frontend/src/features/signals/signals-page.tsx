import { PageHeader } from '@/components/ui/page-header.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { useTitle } from '@/hooks/use-title.ts';
import { Answer } from './answer.tsx';
import { AskForm } from './ask-form.tsx';
import { Failed, Thinking } from './asking-status.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { useAskSignal } from './use-ask-signal.ts';

/** Ask for a signal, see why it says what it says, and act on it or not. */
export function SignalsPage() {
  useTitle('Signals');
  const { asking, ask, leaveOff } = useAskSignal();
  return (
    <>
      <PageHeader title="Signals" />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(18rem,1fr)_minmax(0,2fr)]">
        <Panel title="Ask for a signal">
          <div className="flex flex-col gap-4">
            <AskForm busy={asking.kind === 'thinking'} onAsk={question => void ask(question)} />
            {asking.kind === 'thinking' && <Thinking since={asking.since} onLeaveOff={leaveOff} />}
            {asking.kind === 'failed' && <Failed message={asking.message} />}
            {asking.kind === 'answered' && <Answer signalId={asking.signalId} response={asking.response} />}
          </div>
        </Panel>
        <HistoryPanel />
      </div>
    </>
  );
}
