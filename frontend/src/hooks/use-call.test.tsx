import { closeShadowTrade } from '@agenttrader/domain/callables/close-shadow-trade';
import { syncAccount } from '@agenttrader/domain/callables/sync-account';
import { fakeCalls, fakeSession, SignedIn } from '@test-support/session.tsx';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { CallableFailure } from '@/lib/callable-failure.ts';
import { useCall } from './use-call.ts';

const refusal = new CallableFailure('unavailable', 'Try again in a minute.');

function calling(answers: Parameters<typeof fakeCalls>[0]) {
  const { session } = fakeSession();
  const calls = fakeCalls(answers);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <SignedIn session={session} call={calls.call}>
      {children}
    </SignedIn>
  );
  return { ...calls, wrapper };
}

it('is busy until what the answer is for is done', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const { wrapper } = calling({ sync_account: () => promise });
  const { result } = renderHook(() => useCall(syncAccount), { wrapper });
  const answers: unknown[] = [];
  let sent: Promise<boolean> | undefined;
  act(() => {
    sent = result.current.send({}, answer => answers.push(answer));
  });
  expect([result.current.busy, answers]).toEqual([true, []]);
  await act(async () => {
    resolve({ status: 'synced' });
    expect(await sent).toBe(true);
  });
  expect([result.current.busy, answers]).toEqual([false, [{ status: 'synced' }]]);
});

it('keeps why it did not work until the next call', async () => {
  let failures = 1;
  const { wrapper } = calling({
    sync_account: () => {
      failures -= 1;
      if (failures >= 0) throw refusal;
      return {};
    },
  });
  const { result } = renderHook(() => useCall(syncAccount), { wrapper });
  await act(async () => expect(await result.current.send({})).toBe(false));
  expect(result.current).toMatchObject({ busy: false, error: 'Try again in a minute.' });
  await act(async () => expect(await result.current.send({})).toBe(true));
  expect(result.current).toMatchObject({ busy: false, error: null });
});

it('tells somebody else why it did not work, where there is somebody', async () => {
  const { wrapper } = calling({
    sync_account: () => {
      throw refusal;
    },
  });
  const told: string[] = [];
  const { result } = renderHook(() => useCall(syncAccount, sentence => told.push(sentence)), { wrapper });
  await act(async () => expect(await result.current.send({})).toBe(false));
  expect(result.current.error).toBeNull();
  expect(told).toEqual(['Try again in a minute.']);
});

it('sends an idempotency key where the contract has one: the same until the request was answered', async () => {
  let failures = 1;
  const { madeOf, wrapper } = calling({
    close_shadow_trade: () => {
      failures -= 1;
      if (failures >= 0) throw refusal;
      return {};
    },
    sync_account: () => ({}),
  });
  const { result } = renderHook(() => ({ close: useCall(closeShadowTrade), sync: useCall(syncAccount) }), {
    wrapper,
  });
  for (const tradeId of ['t1', 't1', 't1', 't2']) {
    await act(() => result.current.close.send({ tradeId }));
  }
  const keys = madeOf('close_shadow_trade').map(({ request }) => request.idempotencyKey);
  expect(keys[1]).toBe(keys[0]);
  expect(new Set(keys).size).toBe(3);
  await act(() => result.current.sync.send({}));
  expect(madeOf('sync_account')[0]?.request).toEqual({});
});
