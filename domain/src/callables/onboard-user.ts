import { z } from 'zod';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';

/** `onboard_user` takes nothing: who is onboarded is read from the verified token. */
const onboardUserRequest = z.strictObject({});

const onboardUserResponse = z.strictObject({
  status: z.enum(['success', 'already_onboarded']),
  userId: z.string(),
  message: z.string(),
  /** What the trader does next, in order, as sentences to show. */
  next_steps: z.array(z.string()),
});
export type OnboardUserResponse = z.infer<typeof onboardUserResponse>;

/** Creates the signed-in user’s profile, connection and kill switch. */
export const onboardUser = defineCallable({
  name: 'onboard_user',
  request: onboardUserRequest,
  response: onboardUserResponse,
});

export const onboardUserContract = {
  callable: onboardUser,
  purpose:
    'Sets up whoever is signed in as a tenant: profile, connection, kill switch. Trading is off. A second call changes nothing.',
  requires: 'signed-in',
  limit: { perMinute: 20, perDay: 50 },
  instance: SMALL_INSTANCE,
  errors: {
    'failed-precondition': 'This account was deleted.',
  },
  example: {
    request: {},
    response: {
      status: 'success',
      userId: 'alice',
      message: 'Your account is ready. Trading is off until you turn it on.',
      next_steps: ['Connect your Alpaca account: paper trading needs no money.'],
    },
  },
  cost: { reads: 2, writes: 4, seconds: 1 },
} satisfies CallableContract<typeof onboardUser>;
