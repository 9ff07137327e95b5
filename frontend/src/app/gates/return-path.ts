import { z } from 'zod';

const stateSchema = z.object({ from: z.string().regex(/^\/(?!\/)/) });

/** Where the user was going before the sign-in came between; a path of ours, or the overview. */
export const returnPath = (state: unknown): string => stateSchema.safeParse(state).data?.from ?? '/';
