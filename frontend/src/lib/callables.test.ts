import { defineCallable } from '@agenttrader/domain/callables/contract';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { callableClient, type SendCallable } from './callables.ts';

const double = defineCallable({
  name: 'double',
  request: z.strictObject({ of: z.int() }),
  response: z.strictObject({ is: z.int() }),
  timeLimitSeconds: 9,
});
/** Who cannot be asked to sign in. */
const nobody = async () => false;
const sending = () => vi.fn<SendCallable>(async () => ({ is: 4 }));

describe('a callable', () => {
  test('is sent by name, by what is loaded for it, and waited for as long as the function may take and a little longer', async () => {
    const send = sending();
    const load = vi.fn(async () => send);
    const call = callableClient(load, () => true, nobody);
    expect(load).not.toHaveBeenCalled();
    expect(await call(double, { of: 2 })).toEqual({ is: 4 });
    expect(send).toHaveBeenCalledWith('double', { of: 2 }, 19_000);
  });

  test('is refused before it is sent when the request is not what the server takes', async () => {
    const send = sending();
    const call = callableClient(
      async () => send,
      () => true,
      nobody,
    );
    await expect(call(double, { of: 0.5 })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(send).not.toHaveBeenCalled();
  });

  test('is not sent while offline', async () => {
    const send = sending();
    const call = callableClient(
      async () => send,
      () => false,
      nobody,
    );
    await expect(call(double, { of: 2 })).rejects.toMatchObject({ code: 'offline' });
    expect(send).not.toHaveBeenCalled();
  });

  test('says that nothing was sent when the part that sends cannot be loaded, and loads it again next time', async () => {
    const send = sending();
    const load = vi.fn(async () => send);
    load.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'));
    const call = callableClient(load, () => true, nobody);
    await expect(call(double, { of: 2 })).rejects.toMatchObject({
      code: 'offline',
      message: expect.stringContaining('nothing was sent'),
    });
    expect(await call(double, { of: 2 })).toEqual({ is: 4 });
  });

  test('whose answer cannot be read asks to reload the page', async () => {
    const call = callableClient(
      async () => async () => ({ is: 'four' }),
      () => true,
      nobody,
    );
    await expect(call(double, { of: 2 })).rejects.toMatchObject({ code: 'bad-answer' });
  });

  describe('that nothing proves to come from the dashboard', () => {
    const refusal = Object.assign(new Error('Nothing was done. Reload the page. [401]'), {
      code: 'functions/unauthenticated',
      details: { reason: 'unproven_app' },
    });
    const calling = (send: SendCallable, renew: () => Promise<boolean>) =>
      callableClient(
        async () => send,
        () => true,
        nobody,
        renew,
      );

    test('is sent again, once, with a new proof', async () => {
      const send = sending();
      send.mockRejectedValueOnce(refusal);
      expect(await calling(send, async () => true)(double, { of: 2 })).toEqual({ is: 4 });
      const always = sending().mockRejectedValue(refusal);
      await expect(calling(always, async () => true)(double, { of: 2 })).rejects.toMatchObject({
        code: 'unauthenticated',
        message: 'Nothing was done. Reload the page.',
      });
      expect([send.mock.calls.length, always.mock.calls.length]).toEqual([2, 2]);
    });

    test('is not, where there is no new one', async () => {
      const send = sending().mockRejectedValue(refusal);
      await expect(calling(send, async () => false)(double, { of: 2 })).rejects.toMatchObject({
        message: 'Nothing was done. Reload the page.',
      });
      expect(send).toHaveBeenCalledTimes(1);
    });
  });

  describe('that wants a recent sign-in', () => {
    const refusal = (reason: string) =>
      Object.assign(new Error('Sign in once more. [400]'), {
        code: 'functions/failed-precondition',
        details: { reason },
      });

    test.each(['recent_sign_in', 'sign_in_again'])('is sent again after one (%s)', async reason => {
      const send = sending();
      send.mockRejectedValueOnce(refusal(reason));
      const ask = vi.fn(async () => true);
      const call = callableClient(
        async () => send,
        () => true,
        ask,
      );
      expect(await call(double, { of: 2 })).toEqual({ is: 4 });
      expect(ask).toHaveBeenCalledWith('Sign in once more.');
      expect(send).toHaveBeenCalledTimes(2);
    });

    test('fails with the refusal when there was none', async () => {
      const send = sending();
      send.mockRejectedValue(refusal('recent_sign_in'));
      const call = callableClient(
        async () => send,
        () => true,
        nobody,
      );
      await expect(call(double, { of: 2 })).rejects.toMatchObject({ reason: 'recent_sign_in' });
      expect(send).toHaveBeenCalledTimes(1);
    });

    test.each(['confirm_address', 'something new'])(
      'asks for none where it would not help (%s)',
      async reason => {
        const send = sending();
        send.mockRejectedValue(refusal(reason));
        const ask = vi.fn(async () => true);
        const call = callableClient(
          async () => send,
          () => true,
          ask,
        );
        await expect(call(double, { of: 2 })).rejects.toMatchObject({ code: 'failed-precondition' });
        expect(ask).not.toHaveBeenCalled();
      },
    );
  });
});
