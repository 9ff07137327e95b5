import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { ResumeDialog } from '@/components/kill-switch/resume-dialog.tsx';
import { Button } from '@/components/ui/button.tsx';
import { buttonStyle } from '@/components/ui/button-style.ts';
import { Notice } from '@/components/ui/notice.tsx';
import { onDemand } from '@/components/ui/on-demand.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { botConfigDocument } from '@/followed/bot-config-document.ts';
import { useBrokerConfig } from '@/hooks/use-account.ts';
import { useFollowedDocument } from '@/hooks/use-followed.ts';
import { STARTING_BOT_CONFIG } from '@/lib/documents/bot-config.ts';
import { keptForVisit } from '@/lib/kept-for-visit.ts';
import { addressOfStep, type WelcomeStep } from './step.ts';

const WAITING = <Skeleton className="h-60 w-full" />;
const ConnectBrokerForm = onDemand(
  async () => (await import('@/components/broker/connect-broker-form.tsx')).ConnectBrokerForm,
  WAITING,
);
const LimitsForm = onDemand(
  async () => (await import('@/components/limits/limits-form.tsx')).LimitsForm,
  WAITING,
);

/** What was chosen and typed and is not saved yet outlives a reload; keys do not. */
const TYPED_LIMITS = keptForVisit('welcome-limits');
const CHOSEN_ENVIRONMENT = keptForVisit('welcome-environment');

interface StepProps {
  /** Whether it has been done before: one may change it, or go on. */
  done: boolean;
}

const Continue = ({ to, children = 'Continue' }: { to: WelcomeStep; children?: ReactNode }) => (
  <Link to={addressOfStep(to)} className={`${buttonStyle('primary')} self-start`}>
    {children}
  </Link>
);

export const AboutStep = () => (
  <div className="flex max-w-prose flex-col gap-3">
    <p>AgentTrader watches your Alpaca account and keeps its figures current, every minute.</p>
    <p>
      It proposes trades sized to what you may spend, and lets you follow them as shadow trades: positions
      that move with the market to the cent, and send no order to your broker. You see what an idea is worth
      before any money is.
    </p>
    <p className="text-muted">Three steps: connect an account, set your limits, switch trading on.</p>
    <Continue to="broker" />
  </div>
);

export function BrokerStep({ done }: StepProps) {
  const { data: broker } = useBrokerConfig();
  return (
    <div className="flex flex-col gap-4">
      {done && (
        <>
          <Notice tone="info">
            Your {broker?.environment} account is connected
            {broker?.keyIdLast4 && `, with the key that ends in ${broker.keyIdLast4}`}. Go on, or connect
            another pair of keys in its place.
          </Notice>
          <Continue to="limits" />
        </>
      )}
      <ConnectBrokerForm kept={CHOSEN_ENVIRONMENT} />
    </div>
  );
}

export function LimitsStep({ done }: StepProps) {
  const { data: saved } = useFollowedDocument(botConfigDocument);
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-prose text-muted">
        No trade is opened beyond these, by you, on a signal or by the bot. They are careful to begin with,
        and you can change them at any time.
      </p>
      {done && (
        <>
          <Notice tone="info">Your limits are saved. Go on, or change them.</Notice>
          <Continue to="trading" />
        </>
      )}
      <LimitsForm config={saved ?? STARTING_BOT_CONFIG} kept={TYPED_LIMITS} />
    </div>
  );
}

export function TradingStep({ done }: StepProps) {
  const [asking, setAsking] = useState(false);
  if (done) {
    return (
      <div className="flex max-w-prose flex-col gap-3">
        <p>Trading is on. The kill switch on the overview turns it off at once.</p>
        <Continue to="done" />
      </div>
    );
  }
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
