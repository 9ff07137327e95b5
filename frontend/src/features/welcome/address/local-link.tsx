import { useState } from 'react';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { useUser } from '@/hooks/use-user.ts';

const messages = z.object({
  oobCodes: z.array(z.object({ email: z.string(), requestType: z.string(), oobCode: z.string() })),
});

/** On a local stack no mail leaves the machine: the newest message's link is a press away. */
export function LocalLink({ auth }: { auth: string }) {
  const { config } = useServices();
  const { email } = useUser();
  const navigate = useNavigate();
  const [missing, setMissing] = useState(false);
  const open = async () => {
    const url = `http://${auth}/emulator/v1/projects/${config.projectId}/oobCodes`;
    const { oobCodes } = messages.parse(await (await fetch(url)).json());
    const newest = oobCodes.findLast(code => code.email === email && code.requestType === 'VERIFY_EMAIL');
    setMissing(newest === undefined);
    if (newest) navigate(`/auth/action?mode=verifyEmail&oobCode=${encodeURIComponent(newest.oobCode)}`);
  };
  return (
    <Notice
      tone="info"
      action={
        <Button size="sm" onClick={() => void open().catch(() => setMissing(true))}>
          Open the link
        </Button>
      }
    >
      {missing
        ? 'There is no such message. Send it again.'
        : 'This is the local stack: the message stays on this machine.'}
    </Notice>
  );
}
