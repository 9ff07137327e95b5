import { Dialog } from '@/components/ui/dialog.tsx';
import type { SignInRequest } from '@/lib/sign-in-request.ts';
import { FreshSignIn } from './fresh-sign-in.tsx';

/** Asks to sign in once more; what was asked for goes on afterwards, with all that was entered. */
export const SignInDialog = ({ request }: { request: SignInRequest }) => (
  <Dialog
    open
    onOpenChange={open => open || request.answer(false)}
    title="Is it you?"
    description={request.why}
  >
    <FreshSignIn submitLabel="Go on" onDone={() => request.answer(true)} />
  </Dialog>
);
