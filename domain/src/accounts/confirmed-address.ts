import { z } from 'zod';

/**
 * What the server notes in a person's claims when it first sees their address confirmed. Somebody else may have signed
 * up with the address before, and their session would count as confirmed from that moment on, too: only sign-ins after
 * that moment, with what the account had to sign in with by then, are the owner's.
 */
export const addressConfirmation = z.object({
  /** The address that was confirmed; a changed one is confirmed anew. */
  email: z.string(),
  /** The ways of signing in that the account had, as Firebase names them: `password`, `google.com`. */
  by: z.array(z.string()),
  /** When that was, in seconds since the epoch. */
  at: z.number(),
});
export type AddressConfirmation = z.infer<typeof addressConfirmation>;

/** The claim that holds it. */
export const CONFIRMATION_CLAIM = 'confirmed';

const claimsSchema = z.object({
  email: z.string(),
  email_verified: z.literal(true),
  auth_time: z.number(),
  firebase: z.object({ sign_in_provider: z.string() }),
  [CONFIRMATION_CLAIM]: z.unknown().optional(),
});

/**
 * How far the address of a session is known to be its owner's. `unconfirmed`: nobody has opened the link yet.
 * `unproven`: it is confirmed, and this session does not prove that it belongs to who confirmed it. `confirmed`: it
 * does.
 */
export type AddressStanding = 'unconfirmed' | 'unproven' | 'confirmed';

/** What the claims of an ID token say about its address; firestore.rules says the same. */
export function addressStanding(claims: unknown): AddressStanding {
  const session = claimsSchema.safeParse(claims);
  if (!session.success) return 'unconfirmed';
  const { email, auth_time: signedInAt, firebase, [CONFIRMATION_CLAIM]: claim } = session.data;
  const confirmation = addressConfirmation.safeParse(claim);
  return confirmation.success &&
    covers(confirmation.data, email, [firebase.sign_in_provider]) &&
    signedInAt > confirmation.data.at
    ? 'confirmed'
    : 'unproven';
}

/** Whether what was confirmed is this address, with these ways of signing in. */
export const covers = (confirmation: AddressConfirmation, email: string, by: readonly string[]): boolean =>
  confirmation.email === email && by.every(way => confirmation.by.includes(way));
