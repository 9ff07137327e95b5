import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { integer, oid, sequence } from './der.ts';
import { selfSigned } from './self-signed.ts';
import { storedCertificate } from './stored.ts';

const now = new Date('2026-03-02T15:00:00.000Z');
const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);

describe('the encoding', () => {
  it.each([
    ['an object identifier', oid('1.2.840.10045.4.3.2'), '06082a8648ce3d040302'],
    ['zero', integer(Buffer.of(0, 0)), '020100'],
    ['a number that begins with a one', integer(Buffer.of(0, 0x80)), '02020080'],
    ['a long value', sequence(Buffer.alloc(200)).subarray(0, 3), '3081c8'],
    ['a longer one', sequence(Buffer.alloc(300)).subarray(0, 4), '3082012c'],
  ])('of %s', (_, bytes, hex) => {
    expect(bytes.toString('hex')).toBe(hex);
  });
});

describe('a certificate', () => {
  it('is for this machine alone, for a year, and signs nothing but itself', () => {
    const { certificate, key } = selfSigned(now);
    const read = new X509Certificate(certificate);
    expect(read.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
    expect([read.validFromDate, read.validToDate]).toEqual([new Date('2026-03-02T14:00:00Z'), days(365)]);
    expect(read.ca).toBe(false);
    expect(read.verify(read.publicKey)).toBe(true);
    expect(key).toContain('BEGIN PRIVATE KEY');
    expect(selfSigned(now).certificate).not.toBe(certificate);
  });
});

describe('in a directory', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'vertex-certificate-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('it is kept, its key for the owner only', () => {
    const first = storedCertificate(join(directory, 'new'), now);
    expect(storedCertificate(join(directory, 'new'), days(300))).toEqual(first);
    expect(readFileSync(join(directory, 'new', 'vertex-cert.pem'), 'utf8')).toBe(first.certificate);
    expect(statSync(join(directory, 'new', 'vertex-key.pem')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['is about to run out', () => {}, days(340)],
    ['is not valid yet', () => {}, days(-2)],
    ['is damaged', () => writeFileSync(join(directory, 'vertex-cert.pem'), 'x'), now],
    ['has lost its key', () => rmSync(join(directory, 'vertex-key.pem')), now],
    [
      'has the key of another',
      () => writeFileSync(join(directory, 'vertex-key.pem'), selfSigned(now).key),
      now,
    ],
  ])('one that %s is replaced', (_, spoil, then) => {
    const first = storedCertificate(directory, now);
    spoil();
    const second = storedCertificate(directory, then);
    expect(second.certificate).not.toBe(first.certificate);
    expect(new X509Certificate(second.certificate).validToDate.getTime()).toBeGreaterThan(then.getTime());
  });
});
