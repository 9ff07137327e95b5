import { expect, it } from 'vitest';
import { CallableFailure, toCallableFailure } from './callable-failure.ts';

const coded = (code: string, message: string) => Object.assign(new Error(message), { code });

it.each([
  [
    'the words of the server',
    coded('functions/failed-precondition', 'Trading is off. [400]'),
    true,
    'failed-precondition',
    /^Trading is off\.$/,
  ],
  ['an error without words', coded('functions/internal', 'internal'), true, 'no-answer', /not known whether/],
  [
    'an error without words, in capitals',
    coded('functions/internal', 'INTERNAL'),
    true,
    'no-answer',
    /not known whether/,
  ],
  [
    'an error without words, and with its status',
    coded('functions/internal', 'INTERNAL [500]'),
    true,
    'no-answer',
    /not known whether/,
  ],
  [
    'an error of which the SDK knows no more than the status',
    coded('functions/unavailable', 'Backend error status: UNAVAILABLE [503]'),
    true,
    'no-answer',
    /not known whether/,
  ],
  [
    'a time-out',
    coded('functions/deadline-exceeded', 'deadline-exceeded'),
    true,
    'no-answer',
    /not known whether/,
  ],
  [
    'a code that is none of ours',
    coded('functions/data-loss', 'Something odd.'),
    true,
    'no-answer',
    /not known whether/,
  ],
  [
    'no connection to the server',
    coded('functions/internal', 'internal [0]'),
    true,
    'no-answer',
    /not known whether/,
  ],
  [
    'an answer that is none',
    coded('functions/internal', 'Response is not valid JSON object.'),
    true,
    'no-answer',
    /not known whether/,
  ],
  [
    'an answer without its field',
    coded('functions/internal', 'Response is missing data field.'),
    true,
    'no-answer',
    /not known whether/,
  ],
  ['anything while offline', coded('functions/internal', 'internal'), false, 'offline', /offline/],
  ['something that is no error', 'boom', true, 'no-answer', /not known whether/],
])('%s', (_, thrown, online, code, message) => {
  const failure = toCallableFailure(thrown, online);
  expect(failure.code).toBe(code);
  expect(failure.message).toMatch(message);
});

it('says that nothing was changed by a question without an answer', () => {
  const failure = toCallableFailure(coded('functions/internal', 'internal [0]'), true, true);
  expect(failure.message).toMatch(/Nothing was changed/);
});

it('leaves a failure as it is', () => {
  const failure = new CallableFailure('aborted', 'Try again.');
  expect(toCallableFailure(failure, false)).toBe(failure);
});
