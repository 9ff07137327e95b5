import type { CredentialsError } from '../credentials/credentials.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';

/** What a trader is told when the stored keys cannot be used to ask the broker. */
export const credentialsRefusal = (code: CredentialsError['code']): UserFacingError =>
  code === 'missing'
    ? new UserFacingError(
        'failed-precondition',
        'Your API keys are no longer stored with us. Connect your account again in Settings.',
      )
    : new UserFacingError(
        'unavailable',
        'Your stored API keys could not be read. Try again in a minute; if this lasts, connect your account again.',
      );
