import { zodResolver } from '@hookform/resolvers/zod';
import { sendPasswordResetEmail } from 'firebase/auth';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { AuthLayout } from '@/components/account/auth-layout.tsx';
import { Button } from '@/components/ui/button.tsx';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { useAuthAttempt } from '@/hooks/use-auth-attempt.ts';
import { useTitle } from '@/hooks/use-title.ts';
import { resetForm } from './credentials.ts';
import { TextLink } from './text-link.tsx';

const isUnknownAddress = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'auth/user-not-found';

export function ResetPasswordPage() {
  useTitle('Reset the password');
  const { auth } = useServices();
  const { busy, error, attempt } = useAuthAttempt();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { register, handleSubmit, formState } = useForm({ resolver: zodResolver(resetForm) });

  const send = async ({ email }: { email: string }) => {
    const done = await attempt(() =>
      sendPasswordResetEmail(auth, email).catch((thrown: unknown) => {
        // Whether the address has an account is nobody else's business: the answer is the same.
        if (!isUnknownAddress(thrown)) throw thrown;
      }),
    );
    if (done) setSentTo(email);
  };

  return (
    <AuthLayout
      title="Reset the password"
      lead="We send you a link with which you choose a new one."
      footer={<TextLink to="/sign-in">Back to the sign-in</TextLink>}
    >
      {error && <Notice tone="danger">{error}</Notice>}
      {sentTo === null ? (
        <form noValidate onSubmit={handleSubmit(send)} className="flex flex-col gap-4">
          <FormField label="E-mail" error={formState.errors.email?.message}>
            <Input type="email" autoComplete="email" {...register('email')} />
          </FormField>
          <Button type="submit" variant="primary" busy={busy}>
            Send the link
          </Button>
        </form>
      ) : (
        <Notice tone="info">
          If {sentTo} has an account, the link is on its way. Look in the spam folder, too.
        </Notice>
      )}
    </AuthLayout>
  );
}
