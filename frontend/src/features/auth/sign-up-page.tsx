import { MIN_PASSWORD } from '@agenttrader/domain/accounts/password';
import { createUserWithEmailAndPassword, sendEmailVerification, sendPasswordResetEmail } from 'firebase/auth';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { AuthLayout } from '@/components/account/auth-layout.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { useAuthAttempt } from '@/hooks/use-auth-attempt.ts';
import { useTitle } from '@/hooks/use-title.ts';
import { authCodeOf } from '@/lib/auth-message.ts';
import { AddressTaken } from './address-taken.tsx';
import { signUpForm } from './credentials.ts';
import { CredentialsForm, type SignInFields } from './credentials-form.tsx';
import { GoogleButton } from './google-button.tsx';
import { TextLink } from './text-link.tsx';

export function SignUpPage() {
  useTitle('Create an account');
  const { auth } = useServices();
  const { state } = useLocation();
  const { busy, error, attempt } = useAuthAttempt();

  const [taken, setTaken] = useState<string | null>(null);

  const signUp = ({ email, password }: SignInFields) =>
    attempt(async () => {
      const created = await createUserWithEmailAndPassword(auth, email, password).catch(
        async (thrown: unknown) => {
          if (authCodeOf(thrown) !== 'auth/email-already-in-use') throw thrown;
          await sendPasswordResetEmail(auth, email);
          setTaken(email);
        },
      );
      if (!created) return;
      const { user } = created;
      // The account exists by now, whether or not the message goes out; the next page offers to send it again.
      await sendEmailVerification(user).catch(() =>
        toast.error(
          'The message that confirms your address could not be sent. Send it again from this page.',
        ),
      );
    });

  if (taken !== null) return <AddressTaken email={taken} onLeave={() => setTaken(null)} />;
  return (
    <AuthLayout
      title="Create an account"
      lead="Start on paper: no real money, no broker orders."
      footer={
        <>
          Have an account?{' '}
          <TextLink to="/sign-in" state={state}>
            Sign in
          </TextLink>
        </>
      }
    >
      {error && <Notice tone="danger">{error}</Notice>}
      <CredentialsForm
        schema={signUpForm}
        submitLabel="Create account"
        passwordKind="new-password"
        passwordHint={`At least ${MIN_PASSWORD} characters.`}
        busy={busy}
        onSubmit={signUp}
      />
      <GoogleButton disabled={busy} attempt={attempt} />
    </AuthLayout>
  );
}
