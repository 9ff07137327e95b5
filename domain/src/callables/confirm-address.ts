import { z } from 'zod';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';

/** `confirm_address` takes nothing: whose address it is, is read from the verified token. */
const confirmAddressRequest = z.strictObject({});

const confirmAddressResponse = z.strictObject({
  /** `sign_in_again`: every session has ended, and the next sign-in is the owner's. */
  status: z.enum(['confirmed', 'sign_in_again']),
  message: z.string(),
});
export type ConfirmAddressResponse = z.infer<typeof confirmAddressResponse>;

/** Has the server see that the address is confirmed, and end every session of before. */
export const confirmAddress = defineCallable({
  name: 'confirm_address',
  request: confirmAddressRequest,
  response: confirmAddressResponse,
});

export const confirmAddressContract = {
  callable: confirmAddress,
  purpose:
    'Marks the caller’s address as confirmed and ends every session that began before: one of them may be of somebody who signed up with an address that is not theirs.',
  requires: 'verified',
  session: 'standing',
  limit: { perMinute: 10, perDay: 30 },
  instance: SMALL_INSTANCE,
  errors: {
    'failed-precondition': { when: 'The address is not confirmed yet.', reason: 'confirm_address' },
    unauthenticated: { when: 'The account has changed since this sign-in.', reason: 'sign_in_again' },
  },
  example: {
    request: {},
    response: { status: 'confirmed', message: 'Your address was confirmed before.' },
  },
  cost: { reads: 0, writes: 0, seconds: 2 },
} satisfies CallableContract<typeof confirmAddress>;
