import { Dialog } from '@/components/ui/dialog.tsx';
import type { SignInRequest } from '@/lib/sign-in-request.ts';
import { RecentSignIn } from './recent-sign-in.tsx';

/** Asks to sign in once more; what was asked for goes on afterwards, with all that was entered. */
export const SignInDialog = ({ request }: { request: SignInRequest }) => (
  <Dialog
    open
    onOpenChange={open => open || request.answer(false)}
    title="Is it you?"
    description={request.why}
  >
    <RecentSignIn submitLabel="Go on" onDone={() => request.answer(true)} />
  </Dialog>
);
