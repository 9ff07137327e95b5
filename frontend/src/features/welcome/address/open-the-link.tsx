import { sendEmailVerification } from 'firebase/auth';
import { useState } from 'react';
import { LinkSent } from '@/components/account/link-sent.tsx';
import { onDemand } from '@/components/ui/on-demand.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { useUser } from '@/hooks/use-user.ts';
import { useConfirmation } from './use-confirmation.ts';

const LocalLink = onDemand(async () => (await import('./local-link.tsx')).LocalLink);

/** The account exists, and nobody has opened the link in the message yet. */
export function OpenTheLink() {
  const { auth, config } = useServices();
  const { email } = useUser();
  const check = useConfirmation();
  const created = Date.parse(auth.currentUser?.metadata.creationTime ?? '');
  // The first message goes out with the sign-up.
  const [sentAt] = useState(Number.isNaN(created) ? 0 : created);
  const resend = async () => {
    if (auth.currentUser) await sendEmailVerification(auth.currentUser);
  };
  return (
    <LinkSent email={email ?? ''} sentAt={sentAt} onResend={resend} onCheck={check}>
      {config.emulators?.auth && <LocalLink auth={config.emulators.auth} />}
    </LinkSent>
  );
}
