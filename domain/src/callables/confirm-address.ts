import { z } from 'zod';

/** `confirm_address` takes nothing: whose address it is, is read from the verified token. */
export const confirmAddressRequest = z.strictObject({});
export type ConfirmAddressRequest = z.infer<typeof confirmAddressRequest>;

export const confirmAddressResponse = z.strictObject({
  /** `sign_in_again`: every session has ended, and the next sign-in is the owner's. */
  status: z.enum(['confirmed', 'sign_in_again']),
  message: z.string(),
});
export type ConfirmAddressResponse = z.infer<typeof confirmAddressResponse>;
