import { fakeCalls, fakeSession, quoteOf, SignedIn } from '@test-support/session.tsx';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CallableFailure } from '@/lib/callable-failure.ts';
import type { OrderTicketPreset } from '@/stores/order-ticket.ts';
import { OrderForm } from './order-form.tsx';

afterEach(cleanup);

const opened = {
  status: 'opened',
  tradeId: 't1',
  symbol: 'AAPL',
  side: 'BUY',
  quantity: '5.260389268',
  entryPrice: '190.1',
  notionalUsd: '1000.00',
  quotedAt: '2026-03-02T14:05:00Z',
  createdAt: '2026-03-02T14:05:01Z',
  message: 'Opened.',
};

function shown(
  answers: Parameters<typeof fakeCalls>[0] = {},
  preset: OrderTicketPreset = { symbol: 'AAPL', notionalUsd: '1000.00' },
) {
  const tenant = fakeSession();
  tenant.putTrading(true);
  const calls = fakeCalls({ get_quote: () => quoteOf(), open_shadow_trade: () => opened, ...answers });
  const onDone = vi.fn();
  render(
    <SignedIn session={tenant.session} call={calls.call}>
      <OrderForm preset={preset} onDone={onDone} />
    </SignedIn>,
  );
  return { ...tenant, ...calls, onDone };
}

const submit = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Open shadow trade' });
const ready = () => waitFor(() => expect(submit().disabled).toBe(false));

describe('OrderForm', () => {
  it('estimates the order at the price that counts, and sends what was confirmed', async () => {
    const { madeOf, onDone } = shown();
    await ready();
    expect(screen.getByText('190.10 (ask)')).toBeDefined();
    expect(screen.getByText('5.260389268')).toBeDefined();
    fireEvent.click(screen.getByRole('radio', { name: 'Sell (short)' }));
    expect(screen.getByText('189.90 (bid)')).toBeDefined();
    fireEvent.click(submit());
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(madeOf('open_shadow_trade')).toEqual([
      {
        name: 'open_shadow_trade',
        request: { symbol: 'AAPL', side: 'SELL', notionalUsd: '1000.00', idempotencyKey: expect.any(String) },
      },
    ]);
  });

  it('keeps the idempotency key over a retry, and takes another after a change', async () => {
    let failures = 2;
    const { madeOf, onDone } = shown({
      open_shadow_trade: () => {
        failures -= 1;
        if (failures >= 0) throw new CallableFailure('no-answer', 'The server did not answer.');
        return opened;
      },
    });
    await ready();
    fireEvent.click(submit());
    expect(await screen.findByText('The server did not answer.')).toBeDefined();
    await ready();
    fireEvent.click(submit());
    await waitFor(() => expect(madeOf('open_shadow_trade')).toHaveLength(2));
    await ready();
    fireEvent.change(screen.getByLabelText('Amount'), { target: { value: '2000' } });
    fireEvent.click(submit());
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    const [first, retry, changed] = madeOf('open_shadow_trade').map(({ request }) => request.idempotencyKey);
    expect(retry).toBe(first);
    expect(changed).not.toBe(first);
  });

  it('says that trading is off, and takes no order', async () => {
    const { putTrading } = shown();
    await ready();
    act(() => putTrading(false, { message: 'Enough for today' }));
    expect(screen.getByText(/Trading is off \(“Enough for today”\)/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Switch trading on' })).toBeDefined();
    expect(submit().disabled).toBe(true);
  });

  it('offers no switch where an operator holds trading off', async () => {
    const { putTrading } = shown();
    act(() => putTrading(false, { locked: true }));
    expect(screen.getByText(/operator has locked/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Switch trading on' })).toBeNull();
  });

  it('says that a size is above the trader’s limit before it is sent', async () => {
    const { putMaxTrade } = shown();
    await ready();
    act(() => putMaxTrade('999.99'));
    expect(screen.getByText(/above your limit of/).textContent).toContain('$999.99');
    expect(submit().disabled).toBe(true);
    fireEvent.change(screen.getByLabelText('Amount'), { target: { value: '999.99' } });
    await ready();
    expect(screen.queryByText(/above your limit of/)).toBeNull();
  });

  it('keeps to the starting limits where no others were saved', async () => {
    const { putNoLimits } = shown({}, { symbol: 'AAPL', notionalUsd: '1000.01' });
    await ready();
    act(() => putNoLimits());
    expect(screen.getByText(/above your limit of/).textContent).toContain('$1,000.00');
    expect(submit().disabled).toBe(true);
  });

  it('keeps the size when its unit changes, at the price that counts', async () => {
    const { madeOf, onDone } = shown();
    await ready();
    fireEvent.click(screen.getByRole('radio', { name: 'Quantity' }));
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Quantity' }).value).toBe('5.260389268');
    fireEvent.click(submit());
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(madeOf('open_shadow_trade')[0]?.request).toMatchObject({ quantity: '5.260389268' });
    fireEvent.click(screen.getByRole('radio', { name: 'US dollars' }));
    expect(screen.getByLabelText<HTMLInputElement>('Amount').value).toBe('1000.00');
  });

  it('empties the size when its unit changes without a quote', async () => {
    shown({}, {});
    fireEvent.change(screen.getByLabelText('Amount'), { target: { value: '1000' } });
    fireEvent.click(screen.getByRole('radio', { name: 'Quantity' }));
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Quantity' }).value).toBe('');
  });

  it('asks once more about more than a quarter of the equity, in dollars and per cent', async () => {
    const { madeOf, onDone, putEquity } = shown();
    await ready();
    act(() => putEquity('3000.00'));
    fireEvent.click(submit());
    const again = await screen.findByRole('button', { name: 'Open $1,000.00 (33.33%)' });
    expect(screen.getByText(/of your equity/).textContent).toContain('$1,000.00, 33.33%');
    expect(madeOf('open_shadow_trade')).toEqual([]);
    // Another size is another question.
    fireEvent.change(screen.getByLabelText('Amount'), { target: { value: '900' } });
    expect(submit()).toBeDefined();
    fireEvent.change(screen.getByLabelText('Amount'), { target: { value: '1000' } });
    fireEvent.click(again);
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(madeOf('open_shadow_trade')).toHaveLength(1);
  });

  it('opens a quarter of the equity without asking', async () => {
    const { onDone, putEquity } = shown();
    await ready();
    act(() => putEquity('4000.00'));
    fireEvent.click(submit());
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  });

  it('says why there is no trading at an old quote', async () => {
    shown({ get_quote: () => quoteOf({ fresh: false, quotedAt: '2026-03-02T14:05:00Z' }) });
    expect(await screen.findByText(/market is probably closed/)).toBeDefined();
    expect(submit().disabled).toBe(true);
  });

  it('shows the server’s word about a symbol that has no quote', async () => {
    shown({
      get_quote: () => {
        throw new CallableFailure('not-found', 'Alpaca has no quote of AAPL.');
      },
    });
    expect(await screen.findByText('Alpaca has no quote of AAPL.')).toBeDefined();
    expect(submit().disabled).toBe(true);
  });

  it('asks for the quote of the symbol that is typed, and of none before it is one', async () => {
    const { madeOf } = shown({ get_quote: ({ symbol }) => quoteOf({ symbol: String(symbol) }) }, {});
    expect(screen.getByText('The quote appears with the symbol.')).toBeDefined();
    fireEvent.change(screen.getByLabelText('Symbol'), { target: { value: 'btc/usd' } });
    await waitFor(() =>
      expect(madeOf('get_quote').map(({ request }) => request.symbol)).toEqual(['BTC/USD']),
    );
  });

  it('names what is wrong in the field where it is', async () => {
    const { madeOf } = shown({}, { symbol: 'AAPL', notionalUsd: '-5.00' });
    await ready();
    fireEvent.click(submit());
    expect(await screen.findByText('Enter an amount above zero.')).toBeDefined();
    expect(madeOf('open_shadow_trade')).toEqual([]);
  });

  it('takes symbol and side from the signal and sends its id', async () => {
    const { madeOf, onDone } = shown(
      {},
      { symbol: 'AAPL', side: 'SELL', notionalUsd: '500.00', signalId: 's1' },
    );
    await ready();
    expect(screen.getByLabelText<HTMLInputElement>('Symbol').readOnly).toBe(true);
    fireEvent.click(submit());
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(madeOf('open_shadow_trade')[0]?.request).toMatchObject({ side: 'SELL', signalId: 's1' });
  });

  it('hides the amounts of the estimate in privacy mode', async () => {
    const { putPrivacy } = shown();
    await ready();
    act(() => putPrivacy(true));
    expect(screen.queryByText('5.260389268')).toBeNull();
    expect(screen.getByText('190.10 (ask)')).toBeDefined();
  });
});
