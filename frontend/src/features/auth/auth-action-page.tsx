import { useSearchParams } from 'react-router';
import { AuthLayout } from '@/components/account/auth-layout.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { useTitle } from '@/hooks/use-title.ts';
import { AddressAction } from './address-action.tsx';
import { ADDRESS_ACTIONS } from './address-actions.tsx';
import { NewPassword } from './new-password.tsx';
import { TextLink } from './text-link.tsx';

/** Where the links in our messages lead: to do with an address, or a new password. */
export function AuthActionPage() {
  useTitle('Your account');
  const [parameters] = useSearchParams();
  const code = parameters.get('oobCode');
  const mode = parameters.get('mode') ?? '';
  const words = ADDRESS_ACTIONS[mode];
  if (code !== null && words) return <AddressAction key={code} code={code} words={words} />;
  if (code !== null && mode === 'resetPassword') return <NewPassword code={code} />;
  return (
    <AuthLayout title="This link is incomplete" footer={<TextLink to="/">Go to AgentTrader</TextLink>}>
      <Notice tone="warn">Open the link from the message once more, or ask for a new one.</Notice>
    </AuthLayout>
  );
}
