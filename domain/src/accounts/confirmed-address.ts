import { z } from 'zod';

/**
 * What the server notes in a person's claims when it first sees their address confirmed. Somebody else may have signed
 * up with the address before, and their session would count as confirmed from that moment on, too: only sign-ins after
 * the mark, with what the account had to sign in with by then, are the owner's.
 */
export const addressMark = z.object({
  /** The address that was confirmed; a changed one is marked anew. */
  email: z.string(),
  /** The ways of signing in that the account had, as Firebase names them: `password`, `google.com`. */
  by: z.array(z.string()),
  /** When it was marked, in seconds since the epoch. */
  at: z.number(),
});
export type AddressMark = z.infer<typeof addressMark>;

/** The claim that holds the mark. */
export const MARK_CLAIM = 'confirmed';

const claimsSchema = z.object({
  email: z.string(),
  email_verified: z.literal(true),
  auth_time: z.number(),
  firebase: z.object({ sign_in_provider: z.string() }),
  [MARK_CLAIM]: z.unknown().optional(),
});

/**
 * How far the address of a session is known to be its owner's. `unconfirmed`: nobody has opened the link yet.
 * `unmarked`: it is confirmed, and this session does not prove that it belongs to who confirmed it. `confirmed`: it does.
 */
export type AddressStanding = 'unconfirmed' | 'unmarked' | 'confirmed';

/** What the claims of an ID token say about its address; firestore.rules says the same. */
export function addressStanding(claims: unknown): AddressStanding {
  const session = claimsSchema.safeParse(claims);
  if (!session.success) return 'unconfirmed';
  const { email, auth_time: signedInAt, firebase, [MARK_CLAIM]: claim } = session.data;
  const mark = addressMark.safeParse(claim);
  return mark.success && covers(mark.data, email, [firebase.sign_in_provider]) && signedInAt > mark.data.at
    ? 'confirmed'
    : 'unmarked';
}

/** Whether the mark was made for this address, and these ways of signing in. */
export const covers = (mark: AddressMark, email: string, by: readonly string[]): boolean =>
  mark.email === email && by.every(way => mark.by.includes(way));
