import { z } from 'zod';
import { parseSide, type Side, UnknownSideError } from './side.ts';

/** A side in a request, in any of its spellings; hands out `BUY` or `SELL`. */
export const sideSchema = z
  .string({ error: issue => new UnknownSideError(issue.input).message })
  .transform((text, context): Side => {
    try {
      return parseSide(text);
    } catch (error) {
      if (!(error instanceof UnknownSideError)) throw error;
      context.issues.push({ code: 'custom', message: error.message, input: text });
      return z.NEVER;
    }
  });
