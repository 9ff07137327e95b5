import { useState } from 'react';
import { Link } from 'react-router';
import { ResumeDialog } from '../../components/kill-switch/resume-dialog.tsx';
import { Button } from '../../components/ui/button.tsx';
import { buttonStyle } from '../../components/ui/button-style.ts';
import { onDemand } from '../../components/ui/on-demand.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { STARTING_BOT_CONFIG } from '../../lib/documents/bot-config.ts';

const WAITING = <Skeleton className="h-60 w-full" />;
const ConnectBrokerForm = onDemand(
  async () => (await import('../../components/broker/connect-broker-form.tsx')).ConnectBrokerForm,
  WAITING,
);
const LimitsForm = onDemand(
  async () => (await import('../../components/limits/limits-form.tsx')).LimitsForm,
  WAITING,
);

export const AboutStep = ({ onContinue }: { onContinue(): void }) => (
  <div className="flex max-w-prose flex-col gap-3">
    <p>AgentTrader watches your Alpaca account and keeps its figures current, every minute.</p>
    <p>
      It proposes trades sized to what you may spend, and lets you follow them as shadow trades: positions
      that move with the market to the cent, and send no order to your broker. You see what an idea is worth
      before any money is.
    </p>
    <p className="text-muted">Three steps: connect an account, set your limits, switch trading on.</p>
    <Button variant="primary" className="self-start" onClick={onContinue}>
      Continue
    </Button>
  </div>
);

export const BrokerStep = () => <ConnectBrokerForm />;

export const LimitsStep = () => (
  <div className="flex flex-col gap-4">
    <p className="max-w-prose text-muted">
      No trade is opened beyond these, by you, on a signal or by the bot. They are careful to begin with, and
      you can change them at any time.
    </p>
    <LimitsForm config={STARTING_BOT_CONFIG} />
  </div>
);

export function TradingStep() {
  const [asking, setAsking] = useState(false);
  return (
    <div className="flex max-w-prose flex-col gap-3">
      <p>
        Everything is set. While trading is on, your account is synced every minute and shadow trades may be
        opened within your limits. The kill switch on the overview turns it off at once.
      </p>
      <Button variant="primary" className="self-start" onClick={() => setAsking(true)}>
        Switch trading on …
      </Button>
      {asking && <ResumeDialog open onOpenChange={setAsking} />}
    </div>
  );
}

export const DoneStep = () => (
  <div className="flex max-w-prose flex-col gap-3">
    <p>
      Your account is connected, your limits are set and trading is on. The first figures arrive within a
      minute.
    </p>
    <Link to="/" className={`${buttonStyle('primary')} self-start`}>
      Go to the overview
    </Link>
  </div>
);
