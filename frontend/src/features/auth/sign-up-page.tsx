import { createUserWithEmailAndPassword, sendEmailVerification } from 'firebase/auth';
import { useLocation } from 'react-router';
import { Notice } from '../../components/ui/notice.tsx';
import { toast } from '../../components/ui/toast.ts';
import { useServices } from '../../contexts/ServicesContext.tsx';
import { useAuthAttempt } from '../../hooks/use-auth-attempt.ts';
import { useTitle } from '../../hooks/use-title.ts';
import { AuthLayout } from './auth-layout.tsx';
import { MIN_PASSWORD, signUpForm } from './credentials.ts';
import { type Credentials, CredentialsForm } from './credentials-form.tsx';
import { GoogleButton } from './google-button.tsx';
import { TextLink } from './text-link.tsx';

export function SignUpPage() {
  useTitle('Create an account');
  const { auth } = useServices();
  const { state } = useLocation();
  const { busy, error, attempt } = useAuthAttempt();

  const signUp = ({ email, password }: Credentials) =>
    attempt(async () => {
      const { user } = await createUserWithEmailAndPassword(auth, email, password);
      // The account exists by now, whether or not the message goes out; the next page offers to send it again.
      await sendEmailVerification(user).catch(() =>
        toast.error(
          'The message that confirms your address could not be sent. Send it again from this page.',
        ),
      );
    });

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
