import { useState } from 'react';
import { PasswordField, PasswordOwner } from '@/components/account/password-field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { useAuthAttempt } from '@/hooks/use-auth-attempt.ts';
import { againByGoogle, againByPassword, GOOGLE, PASSWORD, signedIn } from './sign-in-again.ts';

interface RecentSignInProps {
  submitLabel: string;
  onDone?(): void;
}

/** Has whoever is signed in sign in once more, in a way that the account has. */
export function RecentSignIn({ submitLabel, onDone }: RecentSignInProps) {
  const { auth, config } = useServices();
  const { busy, error, attempt } = useAuthAttempt();
  const [password, setPassword] = useState('');
  // The account does not change while the question stands; who signs out meanwhile has no page to answer on.
  const [{ user, ways }] = useState(() => signedIn(auth));
  const run = async (again: () => Promise<unknown>) => {
    if (await attempt(again)) onDone?.();
  };

  return (
    <div className="flex flex-col gap-4">
      {error && <Notice tone="danger">{error}</Notice>}
      {ways.has(PASSWORD) && (
        <form
          className="flex flex-col gap-4"
          onSubmit={event => {
            event.preventDefault();
            void run(() => againByPassword(user, password));
          }}
        >
          <PasswordOwner email={user.email} />
          <PasswordField
            label="Password"
            hint={`For ${user.email}.`}
            kind="current-password"
            value={password}
            onChange={setPassword}
          />
          <Button
            type="submit"
            variant="primary"
            busy={busy}
            disabled={password === ''}
            className="self-start"
          >
            {submitLabel}
          </Button>
        </form>
      )}
      {ways.has(GOOGLE) && (
        <Button
          disabled={busy}
          className="self-start"
          onClick={() => void run(() => againByGoogle(user, config.emulators?.auth !== undefined))}
        >
          Continue with Google
        </Button>
      )}
    </div>
  );
}
