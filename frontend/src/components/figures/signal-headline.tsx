import type { Signal } from '@/lib/documents/signal.ts';
import { Amount } from './amount.tsx';

const ACTIONS = { buy: 'Buy', sell: 'Sell', hold: 'Hold' } as const;

/** A signal in one line. */
export const SignalHeadline = ({ signal }: { signal: Signal }) =>
  signal.symbol === null ? 'Answer of a model' : <Proposal signal={signal} />;

const Proposal = ({ signal }: { signal: Signal }) => (
  <>
    {ACTIONS[signal.action]} {signal.symbol}
    {signal.action !== 'hold' && (
      <>
        {' '}
        for{' '}
        <span className="whitespace-nowrap">
          <Amount value={signal.notionalUsd} />
        </span>
      </>
    )}
  </>
);
