import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { Button } from '@/components/ui/button.tsx';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import type { signInForm } from './credentials.ts';

export type SignInFields = z.infer<typeof signInForm>;

interface CredentialsFormProps {
  schema: typeof signInForm;
  submitLabel: string;
  /** `new-password` has password managers propose one. */
  passwordKind: 'current-password' | 'new-password';
  passwordHint?: string;
  busy: boolean;
  onSubmit(credentials: SignInFields): void;
}

/** E-mail address and password. */
export function CredentialsForm({
  schema,
  submitLabel,
  passwordKind,
  passwordHint,
  busy,
  onSubmit,
}: CredentialsFormProps) {
  const { register, handleSubmit, formState } = useForm<SignInFields>({ resolver: zodResolver(schema) });
  const { email, password } = formState.errors;
  return (
    <form noValidate onSubmit={handleSubmit(onSubmit)} className="flex flex-col gap-4">
      <FormField label="E-mail" error={email?.message}>
        <Input type="email" autoComplete="email" {...register('email')} />
      </FormField>
      <FormField label="Password" hint={passwordHint} error={password?.message}>
        <Input type="password" autoComplete={passwordKind} {...register('password')} />
      </FormField>
      <Button type="submit" variant="primary" busy={busy}>
        {submitLabel}
      </Button>
    </form>
  );
}
