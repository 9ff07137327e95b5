import { signOutEverywhere } from '@agenttrader/domain/callables/sign-out-everywhere';
import { sendPasswordResetEmail } from 'firebase/auth';
import { PASSWORD, signedIn } from '@/components/recent-sign-in/sign-in-again.ts';
import { Button } from '@/components/ui/button.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { useCall } from '@/hooks/use-call.ts';
import { authMessage } from '@/lib/auth-message.ts';
import { AddressForm } from './address-form.tsx';
import { PasswordForm } from './password-form.tsx';

/** What a trader signs in with, and where they are signed in. */
export const SignInPanel = () => (
  <div className="flex flex-col gap-4">
    <Panel title="E-mail address">
      <AddressForm />
    </Panel>
    <Panel title="Password">
      <PasswordOrNone />
    </Panel>
    <Panel title="Signed in elsewhere">
      <Everywhere />
    </Panel>
  </div>
);

function PasswordOrNone() {
  const { auth } = useServices();
  const { user, ways } = signedIn(auth);
  if (ways.has(PASSWORD)) return <PasswordForm />;
  const send = () =>
    sendPasswordResetEmail(auth, user.email ?? '').then(
      () => toast.success(`A message is on its way to ${user.email}.`),
      (thrown: unknown) => toast.error(authMessage(thrown)),
    );
  return (
    <div className="flex max-w-md flex-col gap-3">
      <p className="text-muted text-sm">
        You sign in with Google. If you want a password as well, choose one by a link that is sent to{' '}
        {user.email}.
      </p>
      <Button className="self-start" onClick={() => void send()}>
        Send the link
      </Button>
    </div>
  );
}

function Everywhere() {
  const { sessions } = useServices();
  const { busy, send } = useCall(signOutEverywhere, toast.error);
  const leave = () =>
    send({}, async ({ message }) => {
      await sessions.signOut();
      toast.info(message);
    });
  return (
    <div className="flex max-w-prose flex-col gap-3">
      <p className="text-muted text-sm">
        Ends every sign-in on every device, this one with them. Do it when a device is lost, or when somebody
        may know your password; then change it.
      </p>
      <Button className="self-start" busy={busy} onClick={() => void leave()}>
        Sign out everywhere
      </Button>
    </div>
  );
}
