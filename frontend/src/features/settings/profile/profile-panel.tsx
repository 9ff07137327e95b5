import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { saveDisplayName } from '@/data/tenant-writes.ts';
import { useProfile } from '@/hooks/use-account.ts';
import { useAttempt } from '@/hooks/use-attempt.ts';

const LONGEST_NAME = 80;

/** Who the trader is. */
export function ProfilePanel() {
  const { db, sessions } = useServices();
  const { uid } = useSession();
  const { data: profile } = useProfile();
  const [typed, setTyped] = useState<string | null>(null);
  const { busy, attempt } = useAttempt({ tellFailure: toast.error });
  const name = typed ?? profile?.displayName ?? '';
  const trimmed = name.trim();
  const save = () =>
    attempt(async () => {
      await saveDisplayName(db, uid, trimmed);
      toast.success('Your name is saved.');
    });

  return (
    <Panel title="Profile">
      <div className="flex max-w-md flex-col gap-5">
        <form
          className="flex flex-col gap-3"
          onSubmit={event => {
            event.preventDefault();
            void save();
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
        <Button className="self-start" onClick={() => void sessions.signOut()}>
          Sign out
        </Button>
      </div>
    </Panel>
  );
}
