import { z } from 'zod';

/** `onboard_user` takes nothing: who is onboarded is read from the verified token. */
export const onboardUserRequest = z.strictObject({});
export type OnboardUserRequest = z.infer<typeof onboardUserRequest>;

export const onboardUserResponse = z.strictObject({
  status: z.enum(['success', 'already_onboarded']),
  userId: z.string(),
  message: z.string(),
  /** What the trader does next, in order, as sentences to show. */
  next_steps: z.array(z.string()),
});
export type OnboardUserResponse = z.infer<typeof onboardUserResponse>;
