import { z } from 'zod';
import { type CallableContract, defineCallable, FEW_AT_A_TIME, LONG_WORK_SECONDS } from './contract.ts';

/** What has to be typed: nobody deletes an account with a slip of the mouse. */
export const DELETE_CONFIRMATION = 'delete my account';

const deleteAccountRequest = z.strictObject({
  confirmation: z.literal(DELETE_CONFIRMATION, {
    error: `To delete your account, confirm with the words "${DELETE_CONFIRMATION}".`,
  }),
});

/** Repeating an interrupted deletion finishes it. */
const deleteAccountResponse = z.strictObject({
  status: z.literal('deleted'),
  message: z.string(),
});
export type DeleteAccountResponse = z.infer<typeof deleteAccountResponse>;

/** Deletes everything that is stored for the user. */
export const deleteAccount = defineCallable({
  name: 'delete_account',
  request: deleteAccountRequest,
  response: deleteAccountResponse,
  timeLimitSeconds: LONG_WORK_SECONDS,
});

export const deleteAccountContract = {
  callable: deleteAccount,
  purpose:
    'Deletes the caller’s account: trading off, keys destroyed, documents gone, sign-in gone. Repeating an interrupted deletion finishes it.',
  requires: 'signed-in',
  session: 'recent',
  limit: { perMinute: 3, perDay: 3 },
  instance: FEW_AT_A_TIME,
  errors: {},
  example: {
    request: { confirmation: DELETE_CONFIRMATION },
    response: {
      status: 'deleted',
      message: 'Your account and everything in it are deleted, your keys included.',
    },
  },
  // An account of 3,000 documents, more than can come together on a day. What is older was paid for when it was made.
  cost: { reads: 9_041, writes: 16, deletes: 3_009, secrets: 6, seconds: 120 },
} satisfies CallableContract<typeof deleteAccount>;
