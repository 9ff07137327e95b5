import type { OnboardUserResponse } from '@agenttrader/domain/callables/onboard-user';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { NewTenant, OnboardPorts } from './ports.ts';

const NEXT_STEPS = [
  'Connect your Alpaca account: paper trading needs no money.',
  'Turn trading on with the kill switch when you are ready.',
  'Ask for a signal, or open a shadow trade.',
];

/** Sets a tenant up, trading off; a second call changes nothing. @throws UserFacingError after a deletion */
export async function onboardUser(user: NewTenant, ports: OnboardPorts): Promise<OnboardUserResponse> {
  const result = await ports.accounts.onboard(user, ports.clock.now());
  if (result === 'deleted') {
    throw new UserFacingError(
      'failed-precondition',
      'This account was deleted. Sign out, and sign up again for a new one.',
    );
  }
  return result === 'created'
    ? {
        status: 'success',
        userId: user.uid,
        message: 'Your account is ready. Trading is off until you turn it on.',
        next_steps: NEXT_STEPS,
      }
    : {
        status: 'already_onboarded',
        userId: user.uid,
        message: 'Your account was set up before; nothing was changed.',
        next_steps: NEXT_STEPS,
      };
}
