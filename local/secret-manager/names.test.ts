import { describe, expect, test } from 'vitest';
import { parseProject, parseSecretId, parseSecretName, parseVersionName } from './names.ts';

describe('names that the service takes', () => {
  test('secret ids of up to 255 characters', () => {
    const longest = 'a'.repeat(255);
    expect(parseSecretId(longest)).toBe(longest);
    expect(parseSecretId('Alpaca_keys-1')).toBe('Alpaca_keys-1');
  });

  test('a version is a number or an alias', () => {
    const secret = 'projects/demo-p/secrets/s';
    expect(parseVersionName(`${secret}/versions/12`)).toEqual({ secret, version: { number: 12 } });
    expect(parseVersionName(`${secret}/versions/latest`)).toEqual({ secret, version: { alias: 'latest' } });
  });
});

test.each([
  ['an empty id', () => parseSecretId('')],
  ['an id with a dot', () => parseSecretId('a.b')],
  ['an id of 256 characters', () => parseSecretId('a'.repeat(256))],
  ['a parent that is not a project', () => parseProject('folders/1')],
  ['a secret without a project', () => parseSecretName('secrets/s')],
  ['a regional secret', () => parseSecretName('projects/p/locations/us-east1/secrets/s')],
  ['a version where a secret is meant', () => parseSecretName('projects/p/secrets/s/versions/1')],
  ['version 0', () => parseVersionName('projects/p/secrets/s/versions/0')],
  ['a secret where a version is meant', () => parseVersionName('projects/p/secrets/s')],
  ['a path in place of an id', () => parseVersionName('projects/p/secrets/../versions/1')],
])('%s is refused', (_name, parse) => {
  expect(parse).toThrow(expect.objectContaining({ code: 3 }));
});
