import { sendPasswordResetEmail } from 'firebase/auth';
import { useState } from 'react';
import { AuthLayout } from '@/components/account/auth-layout.tsx';
import { AnotherAddress, LinkSent } from '@/components/account/link-sent.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { useTitle } from '@/hooks/use-title.ts';

/**
 * After a sign-up with an address that has an account: what stands here looks like what stands there after any other,
 * so that the page tells nobody who has an account. Its owner gets a message that lets them in.
 */
export function AddressTaken({ email, onLeave }: { email: string; onLeave(): void }) {
  useTitle('Confirm your address');
  const { auth } = useServices();
  const [sentAt] = useState(() => Date.now());
  return (
    <AuthLayout title="Confirm your address" footer={<AnotherAddress onLeave={onLeave} />}>
      <LinkSent
        email={email}
        sentAt={sentAt}
        onResend={() => sendPasswordResetEmail(auth, email)}
        onCheck={async () => false}
      />
    </AuthLayout>
  );
}
