import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { useAuthAttempt } from '@/hooks/use-auth-attempt.ts';
import { useNow } from '@/hooks/use-now.ts';

/** A message takes a while to arrive, and each further one makes the others look wrong. */
const COOL_DOWN_MS = 60_000;

interface LinkSentProps {
  email: string;
  /** When the last message went out, in milliseconds since the epoch. */
  sentAt: number;
  onResend(): Promise<void>;
  /** Looks whether the link was opened; answers whether it was. */
  onCheck(): Promise<boolean>;
  children?: ReactNode;
}

/** What to do after a message with a link was sent: open it, have it sent again, or say that it is done. */
export function LinkSent({ email, sentAt, onResend, onCheck, children }: LinkSentProps) {
  const { busy, error, attempt } = useAuthAttempt();
  const [last, setLast] = useState(sentAt);
  const [said, setSaid] = useState<string | null>(null);
  const wait = useNow(now => Math.max(0, Math.ceil((last + COOL_DOWN_MS - now.getTime()) / 1_000)));

  const resend = async () => {
    setSaid(null);
    if (!(await attempt(onResend))) return;
    setLast(Date.now());
    setSaid(`Another message is on its way to ${email}.`);
  };
  const check = () => {
    setSaid(null);
    return attempt(async () => {
      if (!(await onCheck())) setSaid('Not yet: open the link in the newest message first.');
    });
  };

  return (
    <div className="flex max-w-prose flex-col gap-3">
      <p>
        A message is on its way to <strong>{email}</strong>. Open the link in it; this page goes on by itself.
      </p>
      <p className="text-muted text-sm">
        It may take a minute. Look in the spam folder, too. If you have an account with this address already,
        the message lets you choose a new password instead.
      </p>
      {error && <Notice tone="danger">{error}</Notice>}
      {said && <Notice tone="info">{said}</Notice>}
      {children}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" busy={busy} onClick={() => void check()}>
          I have confirmed it
        </Button>
        <Button disabled={busy || wait > 0} onClick={() => void resend()}>
          {wait > 0 ? `Send it again in ${wait} s` : 'Send it again'}
        </Button>
      </div>
    </div>
  );
}

/** The way out of the first step, for whoever mistyped an address. */
export const AnotherAddress = ({ onLeave }: { onLeave(): void }) => (
  <>
    Not your address?{' '}
    <button type="button" className="font-medium text-accent underline underline-offset-2" onClick={onLeave}>
      Use another one
    </button>
  </>
);
