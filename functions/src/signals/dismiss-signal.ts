import type {
  DismissSignalRequest,
  DismissSignalResponse,
} from '@agenttrader/domain/callables/dismiss-signal';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { DismissalPorts } from './ports.ts';

/**
 * Puts a signal aside.
 *
 * @throws UserFacingError
 */
export async function dismissSignal(
  uid: string,
  { signalId }: DismissSignalRequest,
  { signals, clock }: DismissalPorts,
): Promise<DismissSignalResponse> {
  switch (await signals.dismiss(uid, signalId, clock.now())) {
    case 'dismissed':
      return { status: 'dismissed', signalId, message: 'The signal is dismissed.' };
    case 'executed':
      throw new UserFacingError(
        'failed-precondition',
        'This signal was acted on, so it cannot be dismissed. Close the trade that it opened instead.',
      );
    case 'expired':
      throw new UserFacingError(
        'failed-precondition',
        'This signal has expired, so there is nothing to dismiss: nobody can act on it any more.',
      );
    case 'missing':
      throw new UserFacingError('not-found', 'There is no such signal among yours. Reload the page.');
  }
}
