import { verifyBeforeUpdateEmail } from 'firebase/auth';
import { type FormEvent, useState } from 'react';
import { signedIn } from '@/components/recent-sign-in/sign-in-again.ts';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { useAuthAttempt } from '@/hooks/use-auth-attempt.ts';
import { authCodeOf } from '@/lib/auth-message.ts';
import { askToSignIn } from '@/lib/sign-in-request.ts';

/** Changes the address once the new one is known to be the trader's: it gets the link. */
export function AddressForm() {
  const { auth } = useServices();
  const { user } = signedIn(auth);
  const { busy, error, attempt } = useAuthAttempt();
  const [typed, setTyped] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const sent = await attempt(() =>
      withRecentSignIn(() => verifyBeforeUpdateEmail(user, typed)).catch((thrown: unknown) => {
        // Whether the address has an account is nobody else's business: the answer is the same.
        if (authCodeOf(thrown) !== 'auth/email-already-in-use') throw thrown;
      }),
    );
    setSentTo(sent ? typed : null);
    if (sent) setTyped('');
  };

  return (
    <form noValidate onSubmit={event => void send(event)} className="flex max-w-md flex-col gap-3">
      <p className="flex flex-wrap items-center gap-2">
        <span className="wrap-anywhere min-w-0">{user.email}</span> <Badge tone="gain">Confirmed</Badge>
      </p>
      {error && <Notice tone="danger">{error}</Notice>}
      {sentTo && (
        <Notice tone="info">
          If {sentTo} is free, a message is on its way to it. Your address changes when you open the link in
          it; then you sign in with the new one.
        </Notice>
      )}
      <FormField label="New address">
        <Input
          type="email"
          autoComplete="email"
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
        />
      </FormField>
      <Button type="submit" busy={busy} disabled={typed.trim() === ''} className="self-start">
        Change address
      </Button>
    </form>
  );
}

const WHY = 'For this, sign in once more: your last sign-in was too long ago.';

/** Does what Auth allows only shortly after a sign-in; where it refuses, the user signs in and it is done then. */
async function withRecentSignIn(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (thrown) {
    const stale = authCodeOf(thrown) === 'auth/requires-recent-login';
    if (!stale || !(await askToSignIn(WHY))) throw thrown;
    await run();
  }
}
