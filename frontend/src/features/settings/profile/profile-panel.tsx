import { sendPasswordResetEmail } from 'firebase/auth';
import { useState } from 'react';
import { Badge } from '../../../components/ui/badge.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { FormField } from '../../../components/ui/form-field.tsx';
import { Input } from '../../../components/ui/input.tsx';
import { Panel } from '../../../components/ui/panel.tsx';
import { useServices } from '../../../contexts/ServicesContext.tsx';
import { useSession } from '../../../contexts/UserTradingContext.tsx';
import { saveDisplayName } from '../../../data/writes/save-display-name.ts';
import { useProfile } from '../../../hooks/use-account.ts';
import { useUser } from '../../../hooks/use-user.ts';
import { useAction } from '../use-action.ts';

const LONGEST_NAME = 80;

/** Who the trader is, and how they sign in. */
export function ProfilePanel() {
  const { auth, db, sessions } = useServices();
  const { uid } = useSession();
  const user = useUser();
  const { data: profile } = useProfile();
  const [typed, setTyped] = useState<string | null>(null);
  const { busy, act } = useAction();
  const name = typed ?? profile?.displayName ?? '';
  const trimmed = name.trim();

  return (
    <Panel title="Profile">
      <div className="flex max-w-md flex-col gap-5">
        <form
          className="flex flex-col gap-3"
          onSubmit={event => {
            event.preventDefault();
            void act(() => saveDisplayName(db, uid, trimmed), 'Your name is saved.');
          }}
        >
          <FormField label="Display name" hint="Shown in the menu. Nobody else sees it.">
            <Input
              value={name}
              maxLength={LONGEST_NAME}
              autoComplete="nickname"
              onChange={event => setTyped(event.currentTarget.value)}
            />
          </FormField>
          <Button
            type="submit"
            variant="primary"
            busy={busy}
            disabled={trimmed === '' || trimmed === profile?.displayName}
            className="self-start"
          >
            Save name
          </Button>
        </form>
        <div className="flex flex-col gap-1">
          <p className="font-medium text-sm">E-mail</p>
          <p className="flex flex-wrap items-center gap-2">
            {user.email ?? 'none'}
            <Badge tone="gain">Confirmed</Badge>
          </p>
        </div>
        <div className="flex flex-col gap-2">
          <p className="font-medium text-sm">Password</p>
          <p className="text-muted text-sm">A link to choose a new one is sent to your address.</p>
          <Button
            className="self-start"
            disabled={user.email === null}
            onClick={() =>
              void act(
                () => sendPasswordResetEmail(auth, user.email ?? ''),
                `A message is on its way to ${user.email}.`,
              )
            }
          >
            Change password
          </Button>
        </div>
        <Button className="self-start" onClick={() => void sessions.signOut()}>
          Sign out
        </Button>
      </div>
    </Panel>
  );
}
