import { z } from 'zod';

/** `sign_out_everywhere` takes nothing: whose sessions end is read from the verified token. */
export const signOutEverywhereRequest = z.strictObject({});
export type SignOutEverywhereRequest = z.infer<typeof signOutEverywhereRequest>;

export const signOutEverywhereResponse = z.strictObject({
  status: z.literal('signed_out'),
  message: z.string(),
});
export type SignOutEverywhereResponse = z.infer<typeof signOutEverywhereResponse>;
