import { createHash } from 'node:crypto';
import type { Question } from './request.ts';

/** What identifies an exchange; made from the question, so that the same question gets the same answer, byte for byte. */
export interface Exchange {
  readonly question: Question;
  readonly model: string;
}

/** An answer, or a piece of one; `finishReason` comes with the last. */
export function answerBody({ question, model }: Exchange, text: string, finishReason?: string): object {
  const promptTokenCount = tokensIn(question.texts.join(''));
  const candidatesTokenCount = tokensIn(text);
  return {
    candidates: [
      {
        content: { role: 'model', parts: [{ text }] },
        ...(finishReason === undefined ? {} : { finishReason }),
      },
    ],
    ...(finishReason === undefined
      ? {}
      : {
          usageMetadata: {
            promptTokenCount,
            candidatesTokenCount,
            totalTokenCount: promptTokenCount + candidatesTokenCount,
          },
        }),
    modelVersion: model,
    responseId: responseId(question),
  };
}

/** What comes back instead of an answer that the safety filters have stopped: a candidate without content. */
export const refusalBody = ({ question, model }: Exchange): object => ({
  candidates: [{ finishReason: 'SAFETY', safetyRatings: [] }],
  usageMetadata: { promptTokenCount: tokensIn(question.texts.join('')), totalTokenCount: 0 },
  modelVersion: model,
  responseId: responseId(question),
});

/** Some four characters make a token. */
const tokensIn = (text: string): number => Math.ceil(text.length / 4);

const responseId = ({ texts }: Question): string =>
  createHash('sha256').update(texts.join('\n')).digest('base64url').slice(0, 22);
