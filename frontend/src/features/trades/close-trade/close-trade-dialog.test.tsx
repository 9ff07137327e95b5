import { fakeCalls, fakeSession, quoteOf, SignedIn } from '@test-support/session.tsx';
import { type TradeOverrides, tradeFields, tradeOf } from '@test-support/trades.ts';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { takeToasts } from '@/components/ui/toast.ts';
import { CallableFailure } from '@/lib/callable-failure.ts';
import { CloseTradeDialog } from './close-trade-dialog.tsx';

afterEach(() => {
  cleanup();
  takeToasts();
});

const closed = {
  status: 'closed',
  tradeId: 't1',
  symbol: 'AAPL',
  exitPrice: '189.9',
  exitReason: 'manual',
  finalPnl: '24.00',
  finalPnlPercent: '1.28',
  closedAt: '2026-03-02T15:00:00Z',
  message: 'Closed.',
};

function shown(answers: Parameters<typeof fakeCalls>[0] = {}, fields: TradeOverrides = {}) {
  const tenant = fakeSession();
  const calls = fakeCalls({ get_quote: () => quoteOf(), close_shadow_trade: () => closed, ...answers });
  const onDone = vi.fn();
  const dialog = (
    <SignedIn session={tenant.session} call={calls.call}>
      <CloseTradeDialog trade={tradeOf('t1', tradeFields(fields))} onDone={onDone} />
    </SignedIn>
  );
  return { ...tenant, ...calls, onDone, dialog };
}

const confirm = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Close trade' });
const ready = () => waitFor(() => expect(confirm().disabled).toBe(false));

describe('CloseTradeDialog', () => {
  it('estimates a long trade at the bid, closes it, and says what came of it', async () => {
    const { dialog, madeOf, onDone } = shown();
    render(dialog);
    await ready();
    expect(screen.getByText('+$24.00')).toBeDefined();
    expect(screen.getByText(/cannot be undone/)).toBeDefined();
    fireEvent.click(confirm());
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(madeOf('close_shadow_trade')[0]?.request).toEqual({
      tradeId: 't1',
      idempotencyKey: expect.any(String),
    });
    expect(takeToasts()).toEqual([
      { kind: 'success', text: 'AAPL closed at 189.90: final P&L +$24.00 (+1.28%).' },
    ]);
  });

  it('estimates a short trade at the ask', async () => {
    render(shown({}, { side: 'SELL' }).dialog);
    await ready();
    expect(screen.getByText('−$26.00')).toBeDefined();
  });

  it('keeps its key over a retry and shows why the first did not work', async () => {
    let failed = false;
    const { dialog, madeOf, onDone } = shown({
      close_shadow_trade: () => {
        if (failed) return closed;
        failed = true;
        throw new CallableFailure('unavailable', 'Try again in a minute.');
      },
    });
    render(dialog);
    await ready();
    fireEvent.click(confirm());
    expect(await screen.findByText('Try again in a minute.')).toBeDefined();
    fireEvent.click(confirm());
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    const [first, second] = madeOf('close_shadow_trade').map(({ request }) => request.idempotencyKey);
    expect(second).toBe(first);
  });

  it('closes nothing at an old quote', async () => {
    render(shown({ get_quote: () => quoteOf({ fresh: false }) }).dialog);
    expect(await screen.findByText(/market is probably closed/)).toBeDefined();
    expect(confirm().disabled).toBe(true);
  });

  it('keeps amounts out of sight in privacy mode, the result’s among them', async () => {
    const { dialog, putPrivacy, onDone } = shown();
    putPrivacy(true);
    render(dialog);
    await ready();
    expect(screen.queryByText('+$24.00')).toBeNull();
    fireEvent.click(confirm());
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(takeToasts()[0]?.text).toBe('AAPL closed at 189.90: final P&L •••• (+1.28%).');
  });
});
