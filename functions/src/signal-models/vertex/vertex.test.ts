import { describe, expect, it } from 'vitest';
import { candidate, signalInputs } from '../../../test-support/signal-inputs.ts';
import { SignalModelError } from '../signal-model-error.ts';
import { apiEndpointOf } from './endpoint.ts';
import { toSignalModelError } from './errors.ts';
import { readResponse } from './read-response.ts';
import { responseSchemaFor } from './response-schema.ts';

/** Errors in the shape that the SDK gives them. */
const thrownAs = (name: string, message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { name });
const status = (code: number): Error => Object.assign(new Error('quoted account'), { code });
const aborted = new DOMException('This operation was aborted', 'AbortError');

describe('what the SDK throws', () => {
  it.each([
    ['HTTP 429', thrownAs('ClientError', 'got status: 429', status(429)), 'model_rate_limited', 429],
    ['HTTP 404', thrownAs('ClientError', 'got status: 404', status(404)), 'model_misconfigured', 404],
    ['HTTP 403', thrownAs('ClientError', 'got status: 403', status(403)), 'model_misconfigured', 403],
    [
      'no credentials',
      thrownAs('GoogleAuthError', 'log in', new Error('x')),
      'model_misconfigured',
      undefined,
    ],
    ['HTTP 503', thrownAs('GoogleGenerativeAIError', 'got status: 503 x'), 'model_unavailable', 503],
    [
      'a refused connection',
      thrownAs(
        'GoogleGenerativeAIError',
        'exception posting',
        new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }),
      ),
      'model_unreachable',
      undefined,
    ],
    [
      'a connection that broke',
      thrownAs(
        'GoogleGenerativeAIError',
        'exception posting',
        new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) }),
      ),
      'model_answer_lost',
      undefined,
    ],
    [
      'a transport failure that says nothing',
      thrownAs('GoogleGenerativeAIError', 'exception posting', new TypeError('fetch failed')),
      'model_answer_lost',
      undefined,
    ],
    [
      'a body that breaks off',
      new TypeError('terminated', { cause: new Error('closed') }),
      'model_answer_lost',
      undefined,
    ],
    [
      'an abort before the headers',
      thrownAs('GoogleGenerativeAIError', 'x', aborted),
      'model_timeout',
      undefined,
    ],
    ['an abort in the body', aborted, 'model_timeout', undefined],
    ['HTML', new SyntaxError('Unexpected token <'), 'model_response_invalid', undefined],
    [
      'an error without an error',
      new TypeError('Cannot read properties'),
      'model_response_invalid',
      undefined,
    ],
    ['something that is no error', 'no', 'model_response_invalid', undefined],
    ['our own', new SignalModelError('model_timeout'), 'model_timeout', undefined],
  ])('%s', (_, thrown, code, httpStatus) => {
    const error = toSignalModelError(thrown);
    expect(error).toBeInstanceOf(SignalModelError);
    expect([error.code, error.status]).toEqual([code, httpStatus]);
    expect(String(error) + JSON.stringify(error)).not.toContain('quoted');
  });
});

describe('a response', () => {
  const candidates = (...parts: object[]) => ({ candidates: [{ content: { parts }, finishReason: 'STOP' }] });

  it.each([
    ['one part', candidates({ text: '{}' }), { kind: 'text', text: '{}' }],
    ['several parts', candidates({ text: '{"a":' }, { text: '1}' }), { kind: 'text', text: '{"a":1}' }],
    ['thoughts', candidates({ text: 'hm', thought: true }, { text: '{}' }), { kind: 'text', text: '{}' }],
    ['a call of a function', candidates({ functionCall: {} }), { kind: 'text', text: '' }],
    ['a blocked prompt', { promptFeedback: { blockReason: 'SAFETY' } }, { kind: 'refused' }],
    ['no candidate', { candidates: [] }, { kind: 'refused' }],
    ['a stopped answer', { candidates: [{ content: {}, finishReason: 'SAFETY' }] }, { kind: 'refused' }],
    [
      'an answer at its limit, though it parses',
      { candidates: [{ content: { parts: [{ text: '{}' }] }, finishReason: 'MAX_TOKENS' }] },
      { kind: 'truncated' },
    ],
  ])('with %s', (_, response, answer) => {
    expect(readResponse(response)).toEqual(answer);
  });

  it.each([undefined, null, 'text', { candidates: 'none' }, { candidates: [{ content: { parts: 'x' } }] }])(
    '%j is none',
    response => {
      expect(() => readResponse(response)).toThrow('model_response_invalid');
    },
  );
});

describe('the question', () => {
  it('narrows symbol and action to what may be answered', () => {
    const inputs = signalInputs({ candidates: [candidate('AAPL', [1]), candidate('BTC/USD', [1])] });
    expect(responseSchemaFor(inputs)).toMatchObject({
      properties: { symbol: { enum: ['AAPL', 'BTC/USD'] }, action: { enum: ['buy', 'sell', 'hold'] } },
    });
  });

  it.each([
    ['global', undefined, 'aiplatform.googleapis.com'],
    ['us-central1', undefined, undefined],
    ['global', { host: '127.0.0.1', port: 8092 }, '127.0.0.1:8092'],
  ])('goes from %s, with a stand-in at %j, to %s', (location, local, endpoint) => {
    expect(apiEndpointOf(location, local)).toBe(endpoint);
  });
});
