import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type HostingConfig,
  headersFor,
  readHostingConfig,
  rewriteFor,
  widenPolicy,
} from './hosting-config.ts';

const directiveOf = (policy: string, name: string): string[] =>
  policy
    .split(';')
    .map(text => text.trim().split(' '))
    .find(([directive]) => directive === name)
    ?.slice(1) ?? [];

describe('the project’s hosting', () => {
  let config: HostingConfig;
  beforeAll(async () => {
    const text = await readFile(new URL('../../firebase.json', import.meta.url), 'utf8');
    config = readHostingConfig(JSON.parse(text));
  });

  it.each(['/', '/index.html', '/trades/t1', '/assets/index-x.js'])('protects %s', path => {
    const headers = headersFor(config, path);
    expect(headers).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Strict-Transport-Security': expect.stringContaining('max-age=63072000'),
      'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
      'Permissions-Policy': expect.stringContaining('camera=()'),
    });
    const policy = headers['Content-Security-Policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(directiveOf(policy, 'script-src')).toEqual([
      "'self'",
      'https://apis.google.com',
      'https://www.google.com/recaptcha/',
      'https://www.gstatic.com/recaptcha/',
    ]);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).not.toMatch(/ \*( |;|$)/);
  });

  it('lets browsers keep what never changes, and ask again for what does', () => {
    expect(headersFor(config, '/assets/index-x.js')['Cache-Control']).toBe(
      'public, max-age=31536000, immutable',
    );
    expect(headersFor(config, '/')['Cache-Control']).toBe('no-cache');
    expect(headersFor(config, '/trades')['Cache-Control']).toBe('no-cache');
  });

  it('answers every page with the app', () => {
    expect(rewriteFor(config, '/settings/broker')).toBe('/index.html');
  });
});

describe('widening a policy', () => {
  it('adds sources to the directives that it names, and to no other', () => {
    const wider = widenPolicy("default-src 'none'; connect-src 'self';", {
      'connect-src': ['http://127.0.0.1:1'],
    });
    expect(wider).toBe("default-src 'none'; connect-src 'self' http://127.0.0.1:1");
  });
});
