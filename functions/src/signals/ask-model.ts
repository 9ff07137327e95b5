import type { Money } from '@agenttrader/domain/money/money';
import { heldBack, type Proposal, readAnswer } from '@agenttrader/domain/signals/read-answer';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { SignalInputs, SignalModel } from '../signal-models/signal-model.ts';
import {
  SignalModelError,
  type SignalModelErrorCode,
  wasNeverAsked,
} from '../signal-models/signal-model-error.ts';

/**
 * Asks the model and reads its answer. Whatever it answers becomes a signal, if need be a hold; a model that
 * gives no answer at all is a refusal, because nothing was learnt about the trade.
 *
 * @throws UserFacingError when the model gave no answer
 */
export async function askModel(inputs: SignalInputs, budget: Money, model: SignalModel): Promise<Proposal> {
  const [first, ...others] = inputs.candidates;
  const answer = await model.propose(inputs).catch((thrown: unknown) => {
    if (thrown instanceof SignalModelError) throw new ModelUnanswered(thrown);
    throw thrown;
  });
  switch (answer.kind) {
    case 'refused':
      return heldBack('answer_refused', first.symbol);
    case 'truncated':
      return heldBack('answer_truncated', first.symbol);
    case 'text':
      return readAnswer(answer.text, {
        candidates: [first.symbol, ...others.map(({ symbol }) => symbol)],
        budget,
      });
  }
}

/** What happened, and what to do. Between them stands whether the question counts. */
const REFUSALS: Record<SignalModelErrorCode, readonly [UserFacingError['code'], string, string]> = {
  model_unreachable: ['unavailable', 'The signal model could not be reached.', 'Ask again in a minute.'],
  model_answer_lost: [
    'unavailable',
    'The connection to the signal model broke before its answer came.',
    'Ask again in a minute.',
  ],
  model_timeout: ['deadline-exceeded', 'The signal model did not answer in time.', 'Ask again in a minute.'],
  model_rate_limited: ['resource-exhausted', 'The signal model is busy.', 'Ask again in a minute.'],
  model_unavailable: ['unavailable', 'The signal model answered with an error.', 'Ask again in a minute.'],
  model_misconfigured: [
    'unavailable',
    'The signal model is not available at the moment.',
    'We have logged it; ask again later.',
  ],
  model_response_invalid: [
    'unavailable',
    'The signal model sent an answer that could not be read.',
    'Ask again in a minute.',
  ],
};

/** The refusal that a trader reads, with the failure behind it for the log. */
export class ModelUnanswered extends UserFacingError {
  readonly failure: SignalModelError;

  constructor(failure: SignalModelError) {
    const [code, happened, next] = REFUSALS[failure.code];
    const counted = wasNeverAsked(failure)
      ? 'It was not asked, so nothing was counted.'
      : 'The question was sent, so it counts towards your signals of today.';
    super(code, `${happened} ${counted} ${next}`);
    this.failure = failure;
  }
}
