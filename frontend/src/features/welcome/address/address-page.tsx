import { Button } from '../../../components/ui/button.tsx';
import { PageHeader } from '../../../components/ui/page-header.tsx';
import { Panel } from '../../../components/ui/panel.tsx';
import { useServices } from '../../../contexts/ServicesContext.tsx';
import { useTitle } from '../../../hooks/use-title.ts';
import { useUser } from '../../../hooks/use-user.ts';
import { STEP_TITLES, StepList } from '../step-list.tsx';
import { OlderSession } from './older-session.tsx';
import { OpenTheLink } from './open-the-link.tsx';

/** Stands in the place of every page until the account is known to be of whoever is signed in. */
export function AddressPage() {
  useTitle('Confirm your address');
  const { sessions } = useServices();
  const { standing } = useUser();
  return (
    <main className="mx-auto w-full max-w-5xl p-3 sm:p-5">
      <PageHeader
        title="Welcome"
        actions={
          <Button variant="ghost" onClick={() => void sessions.signOut()}>
            Sign out
          </Button>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <StepList current="address" />
        <Panel title={STEP_TITLES.address}>
          {standing === 'unconfirmed' ? <OpenTheLink /> : <OlderSession />}
        </Panel>
      </div>
    </main>
  );
}
