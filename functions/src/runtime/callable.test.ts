import type { CallableRequest } from 'firebase-functions/v2/https';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { confirmedToken } from '../../test-support/confirmed-token.ts';
import { memoryLog } from '../../test-support/memory-log.ts';
import { quietSurroundings } from '../../test-support/quiet-surroundings.ts';
import { callableHandler } from './callable.ts';
import { UserFacingError } from './user-facing-error.ts';

const echo = {
  name: 'get_quote' as const,
  request: z.strictObject({ text: z.string('text must be text.') }),
  response: z.strictObject({ uid: z.string(), text: z.string() }),
};
const contract = { callable: echo, requires: 'confirmed' as const };
const answer = async ({ uid }: { uid: string }, { text }: { text: string }) => ({ uid, text });

/** The parts of a request that the handler reads; the SDK fills them from the verified token. */
const call = (data: unknown, uid: string | undefined = 'alice', app = false): CallableRequest<unknown> =>
  ({
    data,
    ...(uid === '' ? {} : { auth: { uid, token: confirmedToken(uid), rawToken: '' } }),
    ...(app ? { app: { appId: 'app', token: {} } } : {}),
  }) as unknown as CallableRequest<unknown>;

const handlerWith = (answering: typeof answer = answer, requireAppCheck = false) => {
  const log = memoryLog();
  const surroundings = { ...quietSurroundings(), log, requireAppCheck: () => requireAppCheck };
  return { log, handler: callableHandler(contract, answering, surroundings) };
};

describe('a callable', () => {
  it('takes who calls from the token', async () => {
    const { handler } = handlerWith();
    expect(await handler(call({ text: 'hi' }))).toEqual({ uid: 'alice', text: 'hi' });
  });

  it('asks an anonymous caller to sign in', async () => {
    const { handler } = handlerWith();
    await expect(handler(call({ text: 'hi' }, ''))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it.each(['uid', 'userId', 'user_id'])('refuses %s in the body by name', async field => {
    const { handler } = handlerWith();
    await expect(handler(call({ text: 'hi', [field]: 'bob' }))).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining(`"${field}"`),
    });
  });

  it.each([undefined, null, {}, [], 'text', 7, { text: 7 }, { text: 'hi', extra: 1 }])(
    'refuses %j with a typed code',
    async data => {
      const { handler } = handlerWith();
      await expect(handler(call(data))).rejects.toMatchObject({ code: 'invalid-argument' });
    },
  );

  it('never quotes a value that was sent, nor a name', async () => {
    const { handler } = handlerWith();
    const error = await handler(
      call({ text: ['canary-secret'], extra: 'canary-secret', 'canary-name': 1 }),
    ).catch(String);
    expect(error).toContain('does not know');
    expect(error).not.toContain('canary');
  });

  it('takes a field that is null for an absent one', async () => {
    const { handler } = handlerWith();
    const request = z.strictObject({ text: z.string().default('hi') });
    const lenient = callableHandler(
      { ...contract, callable: { ...echo, request } },
      answer,
      quietSurroundings(),
    );
    expect(await lenient(call({ text: null }))).toEqual({ uid: 'alice', text: 'hi' });
    await expect(handler(call({ text: null }))).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(handler(call({ text: 'hi', extra: null }))).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });

  it('passes a refusal on that was written for the user', async () => {
    const { handler } = handlerWith(async () => {
      throw new UserFacingError('unavailable', 'Come back in a minute.');
    });
    await expect(handler(call({ text: 'hi' }))).rejects.toMatchObject({
      code: 'unavailable',
      message: 'Come back in a minute.',
    });
  });

  it('keeps the text of anything else to itself, in the answer and in the log', async () => {
    const { handler, log } = handlerWith(async () => {
      throw new Error('canary: key=1');
    });
    const error = await handler(call({ text: 'hi' }, 'alice', true)).then(
      String,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'internal' });
    expect(String(error) + JSON.stringify(log.lines)).not.toContain('canary');
    expect(log.lines).toEqual([expect.objectContaining({ severity: 'error' })]);
  });

  describe('for operators', () => {
    const as = (token: object): CallableRequest<unknown> => {
      const signedIn = call({ text: 'hi' });
      return {
        ...signedIn,
        auth: { uid: 'alice', token: { ...confirmedToken('alice'), ...token }, rawToken: '' },
      } as unknown as CallableRequest<unknown>;
    };
    const handler = callableHandler({ ...contract, requires: 'operator' }, answer, quietSurroundings());

    it('answers whose token has the claim', async () => {
      expect(await handler(as({ admin: true }))).toEqual({ uid: 'alice', text: 'hi' });
    });

    it.each([{}, { admin: false }, { admin: 'true' }, { admin: 1 }, { Admin: true }, { operator: true }])(
      'refuses a token with %j',
      async token => {
        await expect(handler(as(token))).rejects.toMatchObject({
          code: 'permission-denied',
          message: expect.stringContaining('operators'),
        });
      },
    );

    it('refuses before it looks at the request', async () => {
      await expect(handler({ ...as({}), data: { text: 7 } })).rejects.toMatchObject({
        code: 'permission-denied',
      });
    });

    it('asks an anonymous caller to sign in', async () => {
      await expect(handler(call({ text: 'hi' }, ''))).rejects.toMatchObject({ code: 'unauthenticated' });
    });

    it.each([
      [{ admin: true }, true],
      [{ admin: 'yes' }, false],
    ])('tells an open callable whether %j is an operator', async (token, isOperator) => {
      const open = callableHandler(
        { ...contract, callable: { ...echo, response: z.strictObject({ isOperator: z.boolean() }) } },
        async caller => ({ isOperator: caller.isOperator }),
        quietSurroundings(),
      );
      expect(await open(as(token))).toEqual({ isOperator });
    });
  });

  it('insists on App Check only where it is switched on', async () => {
    const { handler } = handlerWith(answer, true);
    await expect(handler(call({ text: 'hi' }))).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringMatching(/^This was not done.* Reload the page/),
      details: { reason: 'unproven_app' },
    });
    expect(await handler(call({ text: 'hi' }, 'alice', true))).toEqual({ uid: 'alice', text: 'hi' });
  });

  it('notes whom App Check would shut out where it is not switched on, of those who may call', async () => {
    const { handler, log } = handlerWith();
    await handler(call({ text: 'hi' }, 'alice', true));
    await expect(handler(call({ text: 'hi' }, ''))).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(log.lines).toEqual([]);
    await handler(call({ text: 'hi' }));
    expect(log.lines).toEqual([
      {
        severity: 'info',
        message: 'call without App Check',
        fields: { callable: 'get_quote', tenant: 'alice' },
      },
    ]);
  });

  describe('whose limit is reached', () => {
    const limited = (remembered: boolean) => {
      const log = memoryLog();
      const asked: string[] = [];
      const refusal = { code: 'resource-exhausted', message: 'Enough for today.', remembered } as const;
      const limiter = () => ({
        admit: async (uid: string, name: string) => {
          asked.push(`${uid} ${name}`);
          return refusal;
        },
      });
      let handled = 0;
      const counting = async ({ uid }: { uid: string }, { text }: { text: string }) => {
        handled += 1;
        return { uid, text };
      };
      const handler = callableHandler(contract, counting, { ...quietSurroundings(), log, limiter });
      return { log, asked, handler, handled: () => handled };
    };

    it.each([
      [false, 1],
      [true, 0],
    ])('refuses before the work; known from before: %s, lines logged: %i', async (remembered, lines) => {
      const { handler, handled, log, asked } = limited(remembered);
      await expect(handler(call({ text: 'hi' }))).rejects.toMatchObject({
        code: 'resource-exhausted',
        message: 'Enough for today.',
      });
      expect([handled(), log.lines.length]).toEqual([0, lines]);
      expect(asked).toEqual(['alice get_quote']);
    });

    it('counts neither who is not signed in nor a request that cannot be read', async () => {
      const { handler, asked } = limited(false);
      await expect(handler(call({ text: 'hi' }, ''))).rejects.toMatchObject({ code: 'unauthenticated' });
      await expect(handler(call({ text: 7 }))).rejects.toMatchObject({ code: 'invalid-argument' });
      expect(asked).toEqual([]);
    });
  });
});
