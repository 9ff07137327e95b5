import { MIN_PASSWORD } from '@agenttrader/domain/accounts/password';
import { updatePassword } from 'firebase/auth';
import { type FormEvent, useState } from 'react';
import { PasswordField, PasswordOwner } from '@/components/account/password-field.tsx';
import { againByPassword, signedIn } from '@/components/recent-sign-in/sign-in-again.ts';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { useAuthAttempt } from '@/hooks/use-auth-attempt.ts';

/** Changes the password for whoever knows the one of today. */
export function PasswordForm() {
  const { auth } = useServices();
  const { user } = signedIn(auth);
  const { busy, error, attempt } = useAuthAttempt();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const saved = await attempt(async () => {
      await againByPassword(user, current);
      await updatePassword(user, next);
    });
    if (!saved) return;
    setCurrent('');
    setNext('');
    toast.success('Your password is changed. Sign-ins on other devices end within an hour.');
  };

  return (
    <form onSubmit={event => void save(event)} className="flex max-w-md flex-col gap-3">
      {error && <Notice tone="danger">{error}</Notice>}
      <PasswordOwner email={user.email} />
      <PasswordField label="Current password" kind="current-password" value={current} onChange={setCurrent} />
      <PasswordField
        label="New password"
        hint={`At least ${MIN_PASSWORD} characters.`}
        kind="new-password"
        minLength={MIN_PASSWORD}
        value={next}
        onChange={setNext}
      />
      <Button
        type="submit"
        busy={busy}
        disabled={current === '' || next.length < MIN_PASSWORD}
        className="self-start"
      >
        Change password
      </Button>
    </form>
  );
}
