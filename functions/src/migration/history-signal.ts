import { historicSignal } from '@agenttrader/domain/documents/signal';
import { ZERO_MONEY } from '@agenttrader/domain/money/money';
import { plainText } from '@agenttrader/domain/signals/plain-text';
import type { LegacyFields } from './legacy-fields.ts';
import { readInstant } from './legacy-time.ts';
import { readHistoryText, readName } from './readings.ts';

/** How much of the text shows where a signal's reason does. */
const MAX_REASON = 500;

/**
 * The first system kept what the model answered as it came: `{createdAt, userId, response, prompt, vertex}`. It stays
 * as history, with its text. Nobody can act on it: it has expired, is about no symbol, and proposes nothing of any size.
 *
 * @throws UnreadableError
 */
export function historySignal(fields: LegacyFields): Readonly<Record<string, unknown>> {
  const createdAt = fields.required(readInstant, 'created_at', 'generated_at', 'timestamp', 'time', 'date');
  const response = fields.required(readHistoryText, 'response');
  return historicSignal.write({
    symbol: null,
    action: 'hold',
    notionalUsd: ZERO_MONEY,
    confidence: 0,
    reason: plainText(response, MAX_REASON) || 'No text was kept.',
    holdReason: null,
    strategyId: null,
    model: fields.optional(readName, 'model', 'model_name', 'model_id') ?? vertexModel(fields.find('vertex')),
    source: 'model',
    status: 'expired',
    inputsDigest: null,
    snapshotPath: null,
    createdAt: createdAt,
    expiresAt: createdAt,
    response,
    prompt: readHistoryText(fields.find('prompt')) ?? null,
  });
}

/** Whether a signal is such a text: it has an answer, and says nothing of what to do. */
export const isHistory = (fields: LegacyFields): boolean =>
  fields.find('response') !== undefined &&
  fields.find('action', 'side', 'signal', 'recommendation', 'direction') === undefined;

/** `vertex` was the name of a model, or a map with it, or a mere flag. */
function vertexModel(value: unknown): string {
  if (typeof value === 'string') return readName(value) || 'unknown';
  const map = typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : new Map();
  return readName(map.get('model') ?? map.get('model_name') ?? map.get('modelName')) || 'unknown';
}
