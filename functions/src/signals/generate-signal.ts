import type {
  GenerateTradingSignalRequest,
  GenerateTradingSignalResponse,
} from '@agenttrader/domain/callables/generate-trading-signal';
import type { Money } from '@agenttrader/domain/money/money';
import * as paths from '@agenttrader/domain/paths';
import { heldBack, type Proposal } from '@agenttrader/domain/signals/read-answer';
import { emptyBudgetReason, signalBudget } from '@agenttrader/domain/signals/sizing';
import type { TradableSymbol } from '@agenttrader/domain/symbols';
import { describeThrown } from '../runtime/log.ts';
import { collided, usedUp } from '../runtime/quota.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { SignalModel } from '../signal-models/signal-model.ts';
import { wasNeverAsked } from '../signal-models/signal-model-error.ts';
import { askModel, ModelUnanswered } from './ask-model.ts';
import { candidateSymbols, parsePositionSymbol } from './candidates.ts';
import { fetchMarket } from './fetch-market.ts';
import { inputsDigest } from './inputs-digest.ts';
import type { NewSignal, SignalPorts, SignalSnapshot } from './ports.ts';
import { readFreshSnapshot } from './read-fresh-snapshot.ts';
import { toResponse } from './response.ts';

/** What an operator sets. */
export interface SignalBounds {
  /** The most that a single signal may be worth, whoever asks. */
  readonly platformCap: Money;
  /** How many signals a tenant may have on one UTC day. */
  readonly perDay: number;
  /** What is looked at when no symbol is named, beside what is held. Not empty. */
  readonly watched: readonly [TradableSymbol, ...TradableSymbol[]];
}

/** How long a signal may be followed, in milliseconds. */
const LIFETIME_MS = 15 * 60_000;

/** Stands for the model in a signal that no model was asked for. */
const NO_MODEL = 'none';

type Request = GenerateTradingSignalRequest;
type Draft = Pick<NewSignal, 'model' | 'inputsDigest'> & { readonly proposal: Proposal };

/**
 * Proposes one trade, or none, from the tenant's own snapshot, and stores it. The model proposes; this code
 * decides what is sound and how much it may be worth. The kill switch has no say here: a signal trades nothing.
 *
 * @throws UserFacingError
 */
export async function generateTradingSignal(
  uid: string,
  request: Request,
  bounds: SignalBounds,
  ports: SignalPorts,
): Promise<GenerateTradingSignalResponse> {
  const snapshot = await readFreshSnapshot(uid, ports);
  const takenAt = ports.clock.now();
  const lease = await beginQuestion(uid, bounds.perDay, takenAt, ports);
  // Until the model is asked, nothing was spent.
  const question = { lease, takenAt, counts: false };
  const model: SignalModel = {
    name: ports.model.name,
    propose(inputs) {
      question.counts = true;
      return ports.model.propose(inputs);
    },
  };
  try {
    const { proposal, ...origin } = await draft(uid, request, snapshot, bounds, { ...ports, model });
    const createdAt = ports.clock.now();
    const signal: NewSignal = {
      ...proposal,
      ...origin,
      snapshotPath: paths.snapshot(uid),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + LIFETIME_MS),
    };
    const id = await ports.signals.save(uid, signal);
    // A hold without a question is a signal, too.
    question.counts = true;
    const { action, holdReason } = proposal;
    ports.log.info('signal stored', { tenant: uid, model: signal.model, action, holdReason });
    return toResponse(id, signal);
  } catch (thrown) {
    logUnanswered(uid, thrown, ports);
    if (thrown instanceof ModelUnanswered && wasNeverAsked(thrown.failure)) question.counts = false;
    throw thrown;
  } finally {
    await endQuietly(uid, question, ports);
  }
}

/** Counts the question, and answers the place that is kept for it. @throws UserFacingError */
async function beginQuestion(uid: string, perDay: number, now: Date, ports: SignalPorts): Promise<string> {
  const begun = await ports.quota.begin(uid, perDay, now);
  switch (begun) {
    case 'exhausted':
      throw usedUp(`You have had your ${perDay} signals of today.`);
    case 'busy':
      throw new UserFacingError(
        'resource-exhausted',
        'Two of your questions are being answered. Wait for one of the answers, then ask again.',
      );
    case 'contended':
      throw collided();
    default:
      return begun.lease;
  }
}

async function draft(
  uid: string,
  request: Request,
  snapshot: SignalSnapshot,
  bounds: SignalBounds,
  ports: SignalPorts,
): Promise<Draft> {
  const tenantCap = await readTradeCap(uid, ports);
  const { equity, cash, buyingPower, currency } = snapshot;
  const positions = snapshot.positions.map(position => ({
    ...position,
    symbol: parsePositionSymbol(position) ?? position.symbol,
  }));
  const account = { equity, cash, buyingPower, currency, positions };
  const spending = { buyingPower, tenantCap, platformCap: bounds.platformCap };
  const symbols = candidateSymbols(request.symbol, snapshot.positions, bounds.watched);
  const nothingToSpend = emptyBudgetReason(spending);
  if (nothingToSpend) {
    const proposal = heldBack(nothingToSpend, symbols[0] ?? bounds.watched[0]);
    return {
      proposal,
      model: NO_MODEL,
      inputsDigest: inputsDigest(NO_MODEL, { symbols, account, spending }),
    };
  }
  const budget = signalBudget(spending);
  const market = await fetchMarket(uid, symbols, ports);
  const inputs = { ...market, budget, account, marketConditions: request.marketConditions };
  const proposal = await askModel(inputs, budget, ports.model);
  const { name: model } = ports.model;
  return { proposal, model, inputsDigest: inputsDigest(model, inputs) };
}

/** A limit that is set and cannot be read is no reason to trade without one. */
async function readTradeCap(uid: string, { tradeCaps }: SignalPorts): Promise<Money> {
  const cap = await tradeCaps.tradeCap(uid);
  if (cap !== 'unreadable') return cap;
  throw new UserFacingError(
    'failed-precondition',
    'Your limit for a single trade could not be read. Set it again in the settings of your bot, and ask again.',
  );
}

/** A place that is not freed is free again after its time; what became of the question matters more. */
async function endQuietly(
  uid: string,
  question: Parameters<SignalPorts['quota']['end']>[1],
  ports: SignalPorts,
): Promise<void> {
  try {
    await ports.quota.end(uid, question);
  } catch (thrown) {
    ports.log.warn('question was not ended', { tenant: uid, ...describeThrown(thrown) });
  }
}

function logUnanswered(uid: string, thrown: unknown, { log, model }: SignalPorts): void {
  if (!(thrown instanceof ModelUnanswered)) return;
  const { code, status } = thrown.failure;
  const report = code === 'model_misconfigured' ? log.error : log.warn;
  report('signal model gave no answer', { tenant: uid, model: model.name, code, status });
}
