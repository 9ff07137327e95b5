import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';

interface PasswordFieldProps {
  label: string;
  hint?: string;
  /** `new-password` has password managers propose one. */
  kind: 'current-password' | 'new-password';
  minLength?: number;
  value: string;
  onChange(typed: string): void;
}

export const PasswordField = ({ label, hint, kind, minLength, value, onChange }: PasswordFieldProps) => (
  <FormField label={label} hint={hint}>
    <Input
      type="password"
      autoComplete={kind}
      minLength={minLength}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
    />
  </FormField>
);

/** Whose password a form asks for, out of sight: password managers file it under that name. */
export const PasswordOwner = ({ email }: { email: string | null }) => (
  <input type="email" value={email ?? ''} readOnly hidden autoComplete="username" />
);
