import { describe, expect, test } from 'vitest';
import { notableFromAuth, notableFromFunctions, notableFromOwnProgram } from './notable-lines.ts';

describe('of our own programs', () => {
  test.each([
    ['stderr', 'paper exchange: market time starts over', 'market time starts over'],
    ['stderr', '    at run (file:///main.ts:1:2)', undefined],
    ['stderr', 'node:internal/modules/esm/resolve:272', undefined],
    ['stderr', '(node:1) Warning: something', undefined],
    ['stdout', 'paper exchange listening on 127.0.0.1:8090', undefined],
  ] as const)('%s: %s', (from, text, shown) => {
    expect(notableFromOwnProgram({ from, text })).toBe(shown);
  });
});

describe('of the emulators', () => {
  test.each([
    ['i  emulators: Starting emulators: auth', undefined],
    ['✔  functions: Loaded functions definitions from source: pulse.', undefined],
    ['│ Functions │ 127.0.0.1:5001 │', undefined],
    ['⚠  functions: Your function timed out after ~60s.', 'functions: Your function timed out after ~60s.'],
    ['\u001b[33m⚠\u001b[39m  functions: something new', 'functions: something new'],
    [
      '⬢  functions: Failed to load function definition from source',
      'functions: Failed to load function definition from source',
    ],
    ['Error: An unexpected error has occurred.', 'Error: An unexpected error has occurred.'],
  ])('%s', (text, shown) => {
    expect(notableFromAuth({ from: 'stdout', text })).toBe(shown);
  });
});

describe('of the functions', () => {
  test.each([
    ['stderr', 'functions: the bundle was built anew', 'the bundle was built anew'],
    ['stdout', 'functions listening on 127.0.0.1:5001', undefined],
    ['stdout', '{"severity":"INFO","message":"tenant synced"}', undefined],
    ['stderr', '{"severity":"WARNING","message":"tenant synced","outcome":"failed"}', undefined],
    ['stderr', '{"severity":"ERROR","message":"pulse broke off\\n    at pulse"}', 'pulse broke off'],
    ['stderr', '{"severity":"CRITICAL","detail":1}', '{"severity":"CRITICAL","detail":1}'],
    ['stderr', '{ not json', undefined],
    ['stderr', 'warning: of a library', undefined],
  ] as const)('%s: %s', (from, text, shown) => {
    expect(notableFromFunctions({ from, text })).toBe(shown);
  });
});
