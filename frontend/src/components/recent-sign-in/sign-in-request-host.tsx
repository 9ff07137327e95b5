import { useEffect } from 'react';
import { useStore } from 'zustand';
import { onDemandPopup } from '@/components/ui/on-demand.tsx';
import { hostSignInRequests, signInRequests } from '@/lib/sign-in-request.ts';

const SignInDialog = onDemandPopup(
  async () => (await import('./sign-in-dialog.tsx')).SignInDialog,
  ({ request }) => request.answer(false),
);

/** Shows the question to sign in once more while there is one. Mounted once, around the pages of the signed-in user. */
export function SignInRequestHost() {
  const request = useStore(signInRequests, state => state.request);
  useEffect(hostSignInRequests, []);
  return request && <SignInDialog request={request} />;
}
