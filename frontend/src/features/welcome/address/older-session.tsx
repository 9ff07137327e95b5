import { confirmAddress } from '@agenttrader/domain/callables/confirm-address';
import { useEffect, useState } from 'react';
import { RecentSignIn } from '@/components/recent-sign-in/recent-sign-in.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Spinner } from '@/components/ui/spinner.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { CallableFailure } from '@/lib/callable-failure.ts';
import { failureMessage } from '@/lib/failure-message.ts';

type State = 'asking' | 'sign-in' | { readonly error: string };

/**
 * The address is confirmed, and this session began before the server knew. It has every such session end, since one of
 * them may be of somebody who signed up with this address; the next sign-in counts. Where the sign-in was just now, the
 * same is done again without asking.
 */
export function OlderSession() {
  const { auth, call, sessions } = useServices();
  const [state, setState] = useState<State>('asking');
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another call
  useEffect(() => {
    let current = true;
    const show = (next: State) => current && setState(next);
    const confirm = async () => {
      const { status } = await call(confirmAddress, {});
      // A newer token than this page has says so already.
      if (status === 'confirmed') await auth.currentUser?.getIdToken(true);
      const again = sessions.takeSignIn();
      await again?.().catch(() => {});
      show('sign-in');
    };
    setState('asking');
    confirm().catch((thrown: unknown) => {
      const ended = thrown instanceof CallableFailure && thrown.reason === 'sign_in_again';
      show(ended ? 'sign-in' : { error: failureMessage(thrown) });
    });
    return () => {
      current = false;
    };
  }, [auth, call, sessions, attempt]);

  if (state === 'asking') {
    return (
      <p role="status" className="flex items-center gap-2 text-muted">
        <Spinner /> Opening your account…
      </p>
    );
  }
  if (state !== 'sign-in') {
    return (
      <Notice
        tone="danger"
        action={
          <Button size="sm" onClick={() => setAttempt(n => n + 1)}>
            Try again
          </Button>
        }
      >
        {state.error}
      </Notice>
    );
  }
  return (
    <div className="flex max-w-prose flex-col gap-3">
      <p>Your address is confirmed. Sign in once more to go on.</p>
      <p className="text-muted text-sm">
        Every sign-in of before has ended, on all devices: this makes sure that nobody but you is in your
        account.
      </p>
      <RecentSignIn submitLabel="Sign in" />
    </div>
  );
}
