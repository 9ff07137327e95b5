import { describe, expect, it } from 'vitest';
import * as paths from './paths.ts';

const builders = Object.entries(paths).flatMap(([name, build]) =>
  typeof build === 'function' && name !== 'PathError'
    ? [[name, build as unknown as (...segments: string[]) => string] as const]
    : [],
);

describe('Firestore paths', () => {
  it.each(builders)('%s builds a path without empty segments', (_, build) => {
    const path = build('alice', 'alpaca');
    expect(path.split('/').every(part => part.length > 0)).toBe(true);
  });

  it('keeps everything of a tenant under its own document', () => {
    const global = new Set([
      'tenantsCollection',
      'traderProfiles',
      'traderProfile',
      'markets',
      'news',
      'lastPulse',
      'legacyDocumentsOwner',
      'pulseLease',
      'globalTrading',
      'pulseRun',
      'pulseShards',
      'pulseShard',
      'operatorAudit',
      'deletedAccount',
      // Whoever signs in is counted, tenant or not.
      'callCounts',
      'callCount',
      'legacySnapshot',
      'legacySignals',
      'legacyShadowTrades',
      'legacyPrimaryAccount',
    ]);
    for (const [name, build] of builders) {
      if (global.has(name)) continue;
      expect(build('alice', 'alpaca'), name).toMatch(/^users\/alice(\/|$)/);
    }
  });

  it.each(['', '.', '..', 'a/b', '__x__', 'é'.repeat(751)])('refuses %j as a segment', text => {
    expect(() => paths.tenantDocument(text)).toThrow(paths.PathError);
  });

  it('takes a segment of exactly 1,500 bytes', () => {
    expect(paths.tenantDocument('é'.repeat(750))).toContain('é');
  });
});
