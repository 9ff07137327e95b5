import { applyActionCode, checkActionCode } from 'firebase/auth';
import { type ReactNode, useEffect, useState } from 'react';
import { AuthLayout } from '@/components/account/auth-layout.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Spinner } from '@/components/ui/spinner.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { useAuthAttempt } from '@/hooks/use-auth-attempt.ts';
import { authMessage } from '@/lib/auth-message.ts';
import { TextLink } from './text-link.tsx';

/** What a link to do with an address says and asks, before it is used and after. */
export interface AddressActionWords {
  readonly title: string;
  question(email: string): ReactNode;
  readonly button: string;
  done(email: string): ReactNode;
}

type Checked = { readonly email: string } | { readonly error: string };

/**
 * Does to an address what the link in a message allows, once somebody presses: a link that works as it is opened would
 * be used up by whatever looks through mail, and would confirm what nobody has read.
 */
export function AddressAction({ code, words }: { code: string; words: AddressActionWords }) {
  const { auth } = useServices();
  const { busy, error, attempt } = useAuthAttempt();
  const [checked, setChecked] = useState<Checked>();
  const [done, setDone] = useState(false);

  useEffect(() => {
    let wanted = true;
    checkActionCode(auth, code).then(
      ({ data }) => wanted && setChecked({ email: data.email ?? '' }),
      (thrown: unknown) => wanted && setChecked({ error: authMessage(thrown) }),
    );
    return () => {
      wanted = false;
    };
  }, [auth, code]);

  const use = async () => setDone(await attempt(() => applyActionCode(auth, code)));
  // A page that is signed in learns of it, in this tab and in others; one whose session ended by it is signed out.
  useEffect(() => {
    if (!done) return;
    const renew = async () => {
      await auth.currentUser?.reload();
      await auth.currentUser?.getIdToken(true);
    };
    renew().catch(() => {});
  }, [auth, done]);

  return (
    <AuthLayout title={words.title} footer={<TextLink to="/">Go to AgentTrader</TextLink>}>
      {checked === undefined && (
        <p role="status" className="flex items-center gap-2 text-muted">
          <Spinner /> Checking the link…
        </p>
      )}
      {checked && 'error' in checked && <Notice tone="danger">{checked.error}</Notice>}
      {error && <Notice tone="danger">{error}</Notice>}
      {checked && 'email' in checked && !done && (
        <>
          <p>{words.question(checked.email)}</p>
          <Button variant="primary" busy={busy} onClick={() => void use()}>
            {words.button}
          </Button>
        </>
      )}
      {checked && 'email' in checked && done && <Notice tone="info">{words.done(checked.email)}</Notice>}
    </AuthLayout>
  );
}
