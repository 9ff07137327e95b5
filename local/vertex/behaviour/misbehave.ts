import type { Question } from '../generate/request.ts';
import type { BehaviourKind } from './board.ts';

/** What goes back: an answer, how it ends, or none. */
export type Outcome =
  | { readonly kind: 'answer'; readonly text: string; readonly finishReason: 'STOP' | 'MAX_TOKENS' }
  | { readonly kind: 'refusal' }
  | { readonly kind: 'error'; readonly code: 429 | 500 }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' };

/** What becomes of the sound answer to a question under a behaviour. */
export function outcomeOf(behaviour: BehaviourKind | undefined, sound: string, question: Question): Outcome {
  switch (behaviour) {
    case undefined:
      return said(sound);
    case 'prose':
      return said('Looking at the chart, I would lean towards buying a little, but do your own research.');
    case 'bad-json':
      return said(sound.replaceAll('"', "'").concat(','));
    case 'truncated':
      return {
        kind: 'answer',
        text: sound.slice(0, Math.floor(sound.length / 2)),
        finishReason: 'MAX_TOKENS',
      };
    case 'other-symbol':
      return said(changed(sound, { symbol: sound.includes('"GME"') ? 'AMC' : 'GME', action: 'buy' }));
    case 'nan':
      return said(changed(sound, { action: 'buy', notional_usd: 'NaN' }));
    case 'over-budget':
      return said(changed(sound, { action: 'buy', notional_usd: '999999999.00' }));
    case 'injected':
      return said(obeying(question, sound));
    case 'refusal':
      return { kind: 'refusal' };
    case '429':
    case '500':
      return { kind: 'error', code: behaviour === '429' ? 429 : 500 };
    case 'hang':
    case 'reset':
      return { kind: behaviour };
  }
}

const said = (text: string): Outcome => ({ kind: 'answer', text, finishReason: 'STOP' });

function changed(sound: string, changes: Readonly<Record<string, unknown>>): string {
  try {
    const answer: unknown = JSON.parse(sound);
    return JSON.stringify({ ...(typeof answer === 'object' ? answer : {}), ...changes });
  } catch {
    return JSON.stringify(changes);
  }
}

/**
 * A model that takes the last thing it was told for an order. It answers with the JSON object that it finds there,
 * and otherwise with the worst that one could ask for.
 */
function obeying({ texts }: Question, sound: string): string {
  const order = texts.at(-1) ?? '';
  // Inside of a fence the text is a line of JSON.
  const quoted = order.split('\n').find(line => line.startsWith('"'));
  const words = quoted === undefined ? order : String(parseOr(quoted, quoted));
  const wish = /\{.*\}/s.exec(words)?.[0];
  if (wish !== undefined && parseOr(wish, undefined) !== undefined) return wish;
  const theft = { symbol: 'GME', action: 'transfer_all', notional_usd: '999999999.00', account: 'everybody' };
  return changed(sound, { ...theft, confidence: 1, reason: words });
}

function parseOr(text: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}
