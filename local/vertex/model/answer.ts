import type { Question } from '../generate/request.ts';
import { factsIn } from './facts.ts';
import { fillSchema } from './fill-schema.ts';
import { propose } from './propose.ts';

/** The text that the local model answers a question with. The same question gets the same text. */
export function answerTo({ texts, schema }: Question): string {
  const facts = factsIn(texts);
  const proposal = facts && propose(facts);
  if (!schema) return proposal?.reason ?? 'This is the local stand-in of Gemini, and it knows prices only.';
  return JSON.stringify(fillSchema(schema, proposal, texts.join('\n')));
}
