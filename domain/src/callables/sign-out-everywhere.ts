import { z } from 'zod';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';

/** `sign_out_everywhere` takes nothing: whose sessions end is read from the verified token. */
const signOutEverywhereRequest = z.strictObject({});

const signOutEverywhereResponse = z.strictObject({
  status: z.literal('signed_out'),
  message: z.string(),
});
export type SignOutEverywhereResponse = z.infer<typeof signOutEverywhereResponse>;

/** Ends every session of the user’s, this one with them. */
export const signOutEverywhere = defineCallable({
  name: 'sign_out_everywhere',
  request: signOutEverywhereRequest,
  response: signOutEverywhereResponse,
});

export const signOutEverywhereContract = {
  callable: signOutEverywhere,
  purpose: 'Ends every session of the caller’s, on every device, this one with them.',
  requires: 'confirmed',
  session: 'standing',
  limit: { perMinute: 5, perDay: 20 },
  instance: SMALL_INSTANCE,
  errors: {},
  example: {
    request: {},
    response: { status: 'signed_out', message: 'You are signed out on every device.' },
  },
  cost: { reads: 0, writes: 0, seconds: 2 },
} satisfies CallableContract<typeof signOutEverywhere>;
