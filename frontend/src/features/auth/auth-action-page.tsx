import { useSearchParams } from 'react-router';
import { Notice } from '../../components/ui/notice.tsx';
import { useTitle } from '../../hooks/use-title.ts';
import { AuthLayout } from './auth-layout.tsx';
import { NewPassword } from './new-password.tsx';
import { TextLink } from './text-link.tsx';
import { VerifyEmail } from './verify-email.tsx';

/** Where the links in our messages lead: a confirmed address, or a new password. */
export function AuthActionPage() {
  useTitle('Your account');
  const [parameters] = useSearchParams();
  const code = parameters.get('oobCode');
  const mode = parameters.get('mode');
  if (code !== null && mode === 'verifyEmail') return <VerifyEmail code={code} />;
  if (code !== null && mode === 'resetPassword') return <NewPassword code={code} />;
  return (
    <AuthLayout title="This link is incomplete" footer={<TextLink to="/">Go to AgentTrader</TextLink>}>
      <Notice tone="warn">Open the link from the message once more, or ask for a new one.</Notice>
    </AuthLayout>
  );
}
