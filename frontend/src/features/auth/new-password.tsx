import { MIN_PASSWORD } from '@agenttrader/domain/accounts/password';
import { zodResolver } from '@hookform/resolvers/zod';
import { confirmPasswordReset, verifyPasswordResetCode } from 'firebase/auth';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { AuthLayout } from '@/components/account/auth-layout.tsx';
import { PasswordOwner } from '@/components/account/password-field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Spinner } from '@/components/ui/spinner.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { useAuthAttempt } from '@/hooks/use-auth-attempt.ts';
import { authMessage } from '@/lib/auth-message.ts';
import { newPasswordForm } from './credentials.ts';
import { TextLink } from './text-link.tsx';

/** Whose password the code resets, or why it resets none. */
type Checked = { readonly email: string } | { readonly error: string };

/** Takes the new password that the code from the message allows. */
export function NewPassword({ code }: { code: string }) {
  const { auth } = useServices();
  const [checked, setChecked] = useState<Checked>();

  // Nobody should think up a password only to hear that the link was too old.
  useEffect(() => {
    let wanted = true;
    verifyPasswordResetCode(auth, code).then(
      email => wanted && setChecked({ email }),
      (thrown: unknown) => wanted && setChecked({ error: authMessage(thrown) }),
    );
    return () => {
      wanted = false;
    };
  }, [auth, code]);

  const refused = checked !== undefined && 'error' in checked;
  const footer = refused ? (
    <TextLink to="/reset-password">Ask for a new link</TextLink>
  ) : (
    <TextLink to="/sign-in">Go to the sign-in</TextLink>
  );
  return (
    <AuthLayout title="Choose a new password" footer={footer}>
      {checked === undefined && (
        <p role="status" className="flex items-center gap-2 text-muted">
          <Spinner /> Checking the link…
        </p>
      )}
      {refused && <Notice tone="danger">{checked.error}</Notice>}
      {checked !== undefined && !refused && <PasswordForm code={code} email={checked.email} />}
    </AuthLayout>
  );
}

function PasswordForm({ code, email }: { code: string; email: string }) {
  const { auth } = useServices();
  const { busy, error, attempt } = useAuthAttempt();
  const [done, setDone] = useState(false);
  const { register, handleSubmit, formState } = useForm({ resolver: zodResolver(newPasswordForm) });
  const save = async ({ password }: { password: string }) =>
    setDone(await attempt(() => confirmPasswordReset(auth, code, password)));

  if (done) return <Notice tone="info">Your password is changed. Sign in with the new one.</Notice>;
  return (
    <form noValidate onSubmit={handleSubmit(save)} className="flex flex-col gap-4">
      <p className="text-muted">For {email}.</p>
      {error && <Notice tone="danger">{error}</Notice>}
      <PasswordOwner email={email} />
      <FormField
        label="New password"
        hint={`At least ${MIN_PASSWORD} characters.`}
        error={formState.errors.password?.message}
      >
        <Input type="password" autoComplete="new-password" {...register('password')} />
      </FormField>
      <Button type="submit" variant="primary" busy={busy}>
        Save the password
      </Button>
    </form>
  );
}
