import { z } from 'zod';

/** What has to be typed: nobody deletes an account with a slip of the mouse. */
export const DELETE_CONFIRMATION = 'delete my account';

export const deleteAccountRequest = z.strictObject({
  confirmation: z.literal(DELETE_CONFIRMATION, {
    error: `To delete your account, confirm with the words "${DELETE_CONFIRMATION}".`,
  }),
});
export type DeleteAccountRequest = z.infer<typeof deleteAccountRequest>;

/** Repeating an interrupted deletion finishes it. */
export const deleteAccountResponse = z.strictObject({
  status: z.literal('deleted'),
  message: z.string(),
});
export type DeleteAccountResponse = z.infer<typeof deleteAccountResponse>;
