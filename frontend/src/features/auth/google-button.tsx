import {
  browserPopupRedirectResolver,
  GoogleAuthProvider,
  signInWithCredential,
  signInWithPopup,
} from 'firebase/auth';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { onDemandPopup } from '@/components/ui/on-demand.tsx';
import { useServices } from '@/contexts/services-context.tsx';

const LocalGoogleDialog = onDemandPopup(
  async () => (await import('./local-google-dialog.tsx')).LocalGoogleDialog,
  ({ onClose }) => onClose(),
);

interface GoogleButtonProps {
  disabled: boolean;
  attempt(run: () => Promise<unknown>): Promise<boolean>;
}

/** Signs in with Google in a window of its own. On a local stack, where nothing reaches Google, a dialog stands in. */
export function GoogleButton({ disabled, attempt }: GoogleButtonProps) {
  const { auth, config, sessions } = useServices();
  const [choosing, setChoosing] = useState(false);
  const popUp = async () => {
    const result = await signInWithPopup(auth, new GoogleAuthProvider(), browserPopupRedirectResolver);
    const credential = GoogleAuthProvider.credentialFromResult(result);
    if (credential) sessions.keepSignIn(() => signInWithCredential(auth, credential));
  };
  const start = () => {
    if (config.emulators?.auth) setChoosing(true);
    else attempt(popUp);
  };
  return (
    <>
      <Button disabled={disabled} onClick={start}>
        Continue with Google
      </Button>
      {choosing && <LocalGoogleDialog attempt={attempt} onClose={() => setChoosing(false)} />}
    </>
  );
}
