import { AuthLayout } from '@/components/account/auth-layout.tsx';
import { AnotherAddress } from '@/components/account/link-sent.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { STEP_TITLES } from '@/features/welcome/step-list.tsx';
import { useTitle } from '@/hooks/use-title.ts';
import { useUser } from '@/hooks/use-user.ts';
import { OlderSession } from './older-session.tsx';
import { OpenTheLink } from './open-the-link.tsx';

/** Stands in the place of every page until the account is known to be of whoever is signed in. */
export function AddressPage() {
  useTitle(STEP_TITLES.address);
  const { sessions } = useServices();
  const { standing } = useUser();
  return (
    <AuthLayout
      title={STEP_TITLES.address}
      footer={<AnotherAddress onLeave={() => void sessions.signOut()} />}
    >
      {standing === 'unconfirmed' ? <OpenTheLink /> : <OlderSession />}
    </AuthLayout>
  );
}
