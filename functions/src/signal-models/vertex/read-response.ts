import { z } from 'zod';
import type { ModelAnswer } from '../signal-model.ts';
import { SignalModelError } from '../signal-model-error.ts';

const partSchema = z.object({ text: z.string().optional(), thought: z.boolean().optional() });

/** What is read of an answer of `generateContent`; the SDK checks nothing of it. */
const responseSchema = z.object({
  candidates: z
    .array(
      z.object({
        content: z.object({ parts: z.array(partSchema).optional() }).optional(),
        finishReason: z.string().optional(),
      }),
    )
    .optional(),
  promptFeedback: z.object({ blockReason: z.string().optional() }).optional(),
});

/**
 * The answer in a response. An answer that ran into the limit of its length is truncated even if what there is of
 * it happens to parse; any other end than the regular one is a refusal: safety, recitation, a blocked prompt.
 *
 * @throws SignalModelError `model_response_invalid` for something else than a response
 */
export function readResponse(response: unknown): ModelAnswer {
  const { data } = responseSchema.safeParse(response);
  if (!data) throw new SignalModelError('model_response_invalid');
  const [candidate] = data.candidates ?? [];
  if (!candidate) return { kind: 'refused' };
  const { finishReason, content } = candidate;
  if (finishReason === 'MAX_TOKENS') return { kind: 'truncated' };
  if (finishReason !== undefined && finishReason !== 'STOP') return { kind: 'refused' };
  const spoken = (content?.parts ?? []).filter(part => part.thought !== true);
  return { kind: 'text', text: spoken.map(part => part.text ?? '').join('') };
}
