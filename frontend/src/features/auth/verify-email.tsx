import { applyActionCode } from 'firebase/auth';
import { useEffect, useRef, useState } from 'react';
import { Notice } from '../../components/ui/notice.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { useServices } from '../../contexts/ServicesContext.tsx';
import { authMessage } from '../../lib/auth-message.ts';
import { AuthLayout } from './auth-layout.tsx';
import { TextLink } from './text-link.tsx';

/** Confirms the address that the code was sent to. */
export function VerifyEmail({ code }: { code: string }) {
  const { auth, sessions } = useServices();
  const [outcome, setOutcome] = useState<'pending' | 'done' | { readonly error: string }>('pending');
  const used = useRef(false);

  useEffect(() => {
    // A code can be used once, and effects run twice in development.
    if (used.current) return;
    used.current = true;
    applyActionCode(auth, code)
      .then(() => auth.currentUser?.reload())
      .then(
        () => {
          if (auth.currentUser) sessions.refreshUser();
          setOutcome('done');
        },
        (thrown: unknown) => setOutcome({ error: authMessage(thrown) }),
      );
  }, [auth, code, sessions]);

  return (
    <AuthLayout title="Confirm your e-mail address" footer={<TextLink to="/">Go to AgentTrader</TextLink>}>
      {outcome === 'pending' && (
        <p role="status" className="flex items-center gap-2 text-muted">
          <Spinner /> Confirming…
        </p>
      )}
      {outcome === 'done' && <Notice tone="info">Your address is confirmed.</Notice>}
      {typeof outcome === 'object' && <Notice tone="danger">{outcome.error}</Notice>}
    </AuthLayout>
  );
}
