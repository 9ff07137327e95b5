import { describe, expect, it } from 'vitest';
import { checkedOrigin, refusalOf } from './allowed-callers.ts';

const server = { host: '127.0.0.1' };
const dashboard = { ...server, origins: ['http://127.0.0.1:5173', 'http://localhost:5173'] };

describe('the name that a server is called by', () => {
  it.each([
    'localhost',
    'LOCALHOST:8080',
    '127.0.0.1',
    '127.0.0.1:80',
    '[::1]',
    '[::1]:8080',
    'localhost:65535',
  ])('%s is its own', host => expect(refusalOf({ host }, server)).toBeUndefined());

  it.each([
    undefined,
    '',
    'evil.example',
    'evil.example:8080',
    'localhost.evil.example',
    'evil.localhost',
    '127.0.0.1.evil.example:8080',
    '192.168.0.7:8080',
    '0.0.0.0:8080',
    '[::ffff:127.0.0.1]:8080',
    'localhost@evil.example',
    'evil.example#localhost',
    'localhost/evil',
    'localhost:8080, evil.example',
    'localhost evil.example',
    ':8080',
    'x'.repeat(10_000),
  ])('%j is not', host => {
    const refusal = refusalOf({ host }, server);
    expect(refusal).toMatch(/^This server is called localhost, .+\.$/);
    expect(refusal?.length).toBeLessThan(300);
  });

  it('may be the one that it was told to listen on', () => {
    expect(refusalOf({ host: 'firestore:8080' }, { host: 'firestore' })).toBeUndefined();
    expect(refusalOf({ host: 'firestore:8080' }, server)).toBeDefined();
  });
});

describe('the pages that call', () => {
  const host = 'localhost:8080';

  it.each([undefined, ...dashboard.origins])('may be %s', origin => {
    expect(refusalOf({ host, origin }, dashboard)).toBeUndefined();
  });

  it.each([
    'https://evil.example',
    'http://127.0.0.1:5174',
    'https://127.0.0.1:5173',
    'http://127.0.0.1',
    'http://127.0.0.1:5173.evil.example',
    'null',
    '',
    'x'.repeat(10_000),
  ])('may not be %j', origin => {
    const refusal = refusalOf({ host, origin }, dashboard);
    expect(refusal).toMatch(/^Pages of .+ may not call this server, only those of http.+\.$/);
    expect(refusal?.length).toBeLessThan(300);
  });

  it('may be none at all', () => {
    const refusal = refusalOf({ host, origin: 'http://localhost:1' }, { ...server, origins: [] });
    expect(refusal).toBe('Pages of "http://localhost:1" may not call this server.');
  });

  it.each(['http://localhost:3000', 'https://localhost', 'http://127.0.0.1:4000', 'http://[::1]:9'])(
    'without any named may be %s',
    origin => expect(refusalOf({ host, origin }, server)).toBeUndefined(),
  );

  it.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'http://192.168.0.7',
    'null',
    '',
    'file://',
    'http://localhost/path',
    'http://localhost@evil.example',
    'chrome-extension://localhost',
  ])('without any named may not be %j', origin => expect(refusalOf({ host, origin }, server)).toBeDefined());
});

describe('an origin in a flag', () => {
  it('is taken as browsers send it', () => {
    expect(checkedOrigin('http://127.0.0.1:5173')).toBe('http://127.0.0.1:5173');
  });

  it.each(['', '*', 'localhost:5173', 'http://localhost:5173/', 'http://localhost:80', 'file:///x', 'null'])(
    'is not %j',
    text => expect(() => checkedOrigin(text)).toThrow('--origin must be an origin'),
  );
});
