import { zodResolver } from '@hookform/resolvers/zod';
import { confirmPasswordReset } from 'firebase/auth';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../components/ui/button.tsx';
import { FormField } from '../../components/ui/form-field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { useServices } from '../../contexts/ServicesContext.tsx';
import { AuthLayout } from './auth-layout.tsx';
import { MIN_PASSWORD, newPasswordForm } from './credentials.ts';
import { TextLink } from './text-link.tsx';
import { useAuthAttempt } from './use-auth-attempt.ts';

/** Takes the new password that the code from the message allows. */
export function NewPassword({ code }: { code: string }) {
  const { auth } = useServices();
  const { busy, error, attempt } = useAuthAttempt();
  const [done, setDone] = useState(false);
  const { register, handleSubmit, formState } = useForm({ resolver: zodResolver(newPasswordForm) });
  const save = async ({ password }: { password: string }) =>
    setDone(await attempt(() => confirmPasswordReset(auth, code, password)));

  return (
    <AuthLayout title="Choose a new password" footer={<TextLink to="/sign-in">Go to the sign-in</TextLink>}>
      {error && <Notice tone="danger">{error}</Notice>}
      {done ? (
        <Notice tone="info">Your password is changed. Sign in with the new one.</Notice>
      ) : (
        <form noValidate onSubmit={handleSubmit(save)} className="flex flex-col gap-4">
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
      )}
    </AuthLayout>
  );
}
