import type { Signal } from '../../lib/documents/signal.ts';
import { Amount } from './amount.tsx';

const ACTIONS = { buy: 'Buy', sell: 'Sell', hold: 'Hold' } as const;

/** A signal in one line. */
export const SignalHeadline = ({ signal }: { signal: Signal }) =>
  signal.response === null ? (
    <Proposal signal={signal} />
  ) : (
    <span>Answer {signal.symbol === null ? 'of a model' : `on ${signal.symbol}`}</span>
  );

const Proposal = ({ signal }: { signal: Signal }) => (
  <>
    {ACTIONS[signal.action]} {signal.symbol}
    {signal.action !== 'hold' && (
      <>
        {' '}
        for <Amount value={signal.notionalUsd} />
      </>
    )}
  </>
);
