import { sendEmailVerification } from 'firebase/auth';
import { useState } from 'react';
import { useServices } from '../../contexts/ServicesContext.tsx';
import { useIsDemo, useUser } from '../../hooks/use-user.ts';
import { authMessage } from '../../lib/auth-message.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.ts';

/** Asks for the proof that the address is the user's, until it is given. */
export function VerifyEmailBanner() {
  const { auth, sessions } = useServices();
  const user = useUser();
  const isDemo = useIsDemo();
  const [busy, setBusy] = useState(false);
  if (user.emailVerified || isDemo || user.email === null) return null;

  const act = async (run: () => Promise<void>) => {
    setBusy(true);
    await run().catch((thrown: unknown) => toast.error(authMessage(thrown)));
    setBusy(false);
  };
  const resend = () =>
    act(async () => {
      if (auth.currentUser) await sendEmailVerification(auth.currentUser);
      toast.success(`A message is on its way to ${user.email}.`);
    });
  const check = () =>
    act(async () => {
      await auth.currentUser?.reload();
      sessions.refreshUser();
      if (!auth.currentUser?.emailVerified) toast.info('Not yet: open the link in the message first.');
    });

  return (
    <aside
      aria-label="Confirm your e-mail address"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-accent-soft px-3 py-1.5 text-sm sm:px-5"
    >
      <p className="min-w-0 flex-1 basis-72">
        Confirm your e-mail address: open the link that was sent to {user.email}.
      </p>
      <Button size="sm" variant="ghost" className="text-accent" busy={busy} onClick={resend}>
        Send it again
      </Button>
      <Button size="sm" variant="ghost" className="text-accent" disabled={busy} onClick={check}>
        I have confirmed it
      </Button>
    </aside>
  );
}
