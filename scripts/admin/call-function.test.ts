import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACTS } from '../../domain/src/callables/list.ts';
import { callFunction } from './call-function.ts';
import { CommandError } from './run-command.ts';
import { requireApiKey, signIn } from './sign-in.ts';
import { parseTarget, type Target } from './target.ts';

/** A server that answers as the next test says, and keeps what it was asked. */
let answer: { status: number; body: string } | undefined;
let asked: { request: IncomingMessage; body: string } | undefined;
const server = createServer(async (request, response) => {
  asked = { request, body: await text(request) };
  if (answer) response.writeHead(answer.status).end(answer.body);
});

let target: Target;
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const here = `127.0.0.1:${address.port}`;
  target = parseTarget({ project: 'demo-x', functions: here, auth: here }, {});
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const call = (timeoutMs = 5_000, appCheckToken?: string) =>
  callFunction(target, 'dismiss_signal', { idToken: 'token', appCheckToken }, { signalId: 's1' }, timeoutMs);

describe('calling a function', () => {
  it('sends the data and the tokens, and answers the result', async () => {
    const { response } = CONTRACTS.dismiss_signal.example;
    answer = { status: 200, body: JSON.stringify({ result: response }) };
    expect(await call(5_000, 'attested')).toEqual(response);
    expect(asked?.request.url).toBe('/demo-x/us-central1/dismiss_signal');
    expect(asked?.request.headers).toMatchObject({
      authorization: 'Bearer token',
      'x-firebase-appcheck': 'attested',
    });
    expect(asked?.body).toBe('{"data":{"signalId":"s1"}}');
    await call();
    expect(asked?.request.headers).not.toHaveProperty('x-firebase-appcheck');
  });

  it.each([
    [
      403,
      '{"error":{"status":"PERMISSION_DENIED","message":"This is for operators."}}',
      'This is for operators. (PERMISSION_DENIED)',
    ],
    [
      401,
      '{"error":{"status":"UNAUTHENTICATED","message":"Reload.","details":{"reason":"unproven_app"}}}',
      'This project takes calls from the dashboard only. A terminal needs a token of its own, in AGENTTRADER_APP_CHECK_TOKEN: docs/operating.md says how to make one.',
    ],
    [404, 'no such page', 'dismiss_signal answered HTTP 404. Is it deployed?'],
    [500, '', 'dismiss_signal answered HTTP 500. Is it deployed?'],
    [200, '[]', 'dismiss_signal answered HTTP 200. Is it deployed?'],
    [200, '{"result":{}}', 'dismiss_signal answered in a way that this version cannot read.'],
  ])('HTTP %i %j becomes a sentence', async (status, body, message) => {
    answer = { status, body };
    await expect(call()).rejects.toThrow(new CommandError(message));
  });

  it('does not wait for ever', async () => {
    answer = undefined;
    await expect(call(50)).rejects.toThrow('did not answer in time.');
  });
});

describe('signing in', () => {
  const login = { email: 'e@test.example', password: 'secret' };

  it('answers the token', async () => {
    answer = { status: 200, body: '{"idToken":"t"}' };
    expect(await signIn(target, login, 'key&1')).toBe('t');
    expect(asked?.request.url).toContain('key=key%261');
  });

  it.each([
    [
      '{"error":{"message":"EMAIL_NOT_FOUND"}}',
      'e@test.example could not sign in: nobody has signed up with this e-mail address.',
    ],
    [
      '{"error":{"message":"INVALID_PASSWORD : x"}}',
      'e@test.example could not sign in: the password is wrong.',
    ],
    ['{"error":{"message":"TOO_MANY_ATTEMPTS"}}', 'e@test.example could not sign in: TOO_MANY_ATTEMPTS.'],
    ['<html>', 'e@test.example could not sign in: an unreadable answer.'],
  ])('%j becomes a sentence', async (body, message) => {
    answer = { status: 400, body };
    await expect(signIn(target, login, 'key')).rejects.toThrow(new CommandError(message));
  });

  it('takes the web app’s key in a real project only', () => {
    const production = parseTarget({ project: 'agenttrader-prod' }, {});
    expect(requireApiKey(undefined, target, {})).toBe('local');
    expect(requireApiKey('flag', production, { AGENTTRADER_WEB_API_KEY: 'env' })).toBe('flag');
    expect(() => requireApiKey(undefined, production, {})).toThrow('--api-key');
  });
});
