import { signInWithEmailAndPassword } from 'firebase/auth';
import { useLocation } from 'react-router';
import { Notice } from '../../components/ui/notice.tsx';
import { useServices } from '../../contexts/ServicesContext.tsx';
import { useTitle } from '../../hooks/use-title.ts';
import { AuthLayout } from './auth-layout.tsx';
import { signInForm } from './credentials.ts';
import { CredentialsForm } from './credentials-form.tsx';
import { DemoButtons } from './demo-buttons.tsx';
import { GoogleButton } from './google-button.tsx';
import { TextLink } from './text-link.tsx';
import { useAuthAttempt } from './use-auth-attempt.ts';

export function SignInPage() {
  useTitle('Sign in');
  const { auth } = useServices();
  const { state } = useLocation();
  const { busy, error, attempt } = useAuthAttempt();
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
        onSubmit={({ email, password }) => attempt(() => signInWithEmailAndPassword(auth, email, password))}
      />
      <TextLink to="/reset-password" className="self-start text-sm">
        Forgotten the password?
      </TextLink>
      <GoogleButton disabled={busy} attempt={attempt} />
      <DemoButtons disabled={busy} attempt={attempt} />
    </AuthLayout>
  );
}
