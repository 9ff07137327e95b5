import { signInWithEmailAndPassword } from 'firebase/auth';
import { useLocation } from 'react-router';
import { AuthLayout } from '@/components/account/auth-layout.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { useAuthAttempt } from '@/hooks/use-auth-attempt.ts';
import { useTitle } from '@/hooks/use-title.ts';
import { signInForm } from './credentials.ts';
import { CredentialsForm, type SignInFields } from './credentials-form.tsx';
import { DemoButtons } from './demo-buttons.tsx';
import { GoogleButton } from './google-button.tsx';
import { signInRepeatably } from './sign-in-repeatably.ts';
import { TextLink } from './text-link.tsx';

export function SignInPage() {
  useTitle('Sign in');
  const { auth, sessions } = useServices();
  const { state } = useLocation();
  const { busy, error, attempt } = useAuthAttempt();
  const signIn = ({ email, password }: SignInFields) =>
    attempt(() => signInRepeatably(sessions, () => signInWithEmailAndPassword(auth, email, password)));
  return (
    <AuthLayout
      title="Sign in"
      footer={
        <>
          New here?{' '}
          <TextLink to="/sign-up" state={state}>
            Create an account
          </TextLink>
        </>
      }
    >
      {error && <Notice tone="danger">{error}</Notice>}
      <CredentialsForm
        schema={signInForm}
        submitLabel="Sign in"
        passwordKind="current-password"
        busy={busy}
        onSubmit={signIn}
      />
      <TextLink to="/reset-password" className="self-start text-sm">
        Forgotten the password?
      </TextLink>
      <GoogleButton disabled={busy} attempt={attempt} />
      <DemoButtons disabled={busy} attempt={attempt} />
    </AuthLayout>
  );
}
