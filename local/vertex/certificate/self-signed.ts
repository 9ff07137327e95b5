import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  der,
  explicit,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
  utcTime,
  utf8String,
  yes,
} from './der.ts';

/** A certificate and its private key, in PEM. */
export interface KeyedCertificate {
  readonly certificate: string;
  readonly key: string;
}

const HOUR_MS = 3_600_000;
const LIFETIME_MS = 365 * 24 * HOUR_MS;

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const COMMON_NAME = '2.5.4.3';

/** What the certificate says about its use. It signs nothing but itself: whoever trusts it trusts loopback only. */
const EXTENSIONS = [
  extension('2.5.29.19', sequence(), 'critical'),
  extension('2.5.29.15', bitString(Buffer.of(0x80), 7), 'critical'),
  extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
  extension(
    '2.5.29.17',
    sequence(dnsName('localhost'), ipAddress([127, 0, 0, 1]), ipAddress([...Array<number>(15).fill(0), 1])),
  ),
];

/**
 * Makes a certificate for localhost, 127.0.0.1 and ::1 that is valid for a year, with a key of its own (P-256).
 *
 * @param now the current time; the certificate is valid from an hour before, for clocks that disagree
 */
export function selfSigned(now: Date): KeyedCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(setOf(sequence(oid(COMMON_NAME), utf8String('AgentTrader local Vertex AI'))));
  const body = sequence(
    explicit(0, integer(Buffer.of(2))),
    integer(randomBytes(16)),
    ECDSA_WITH_SHA256,
    name,
    sequence(utcTime(new Date(now.getTime() - HOUR_MS)), utcTime(new Date(now.getTime() + LIFETIME_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...EXTENSIONS)),
  );
  const signature = sign('sha256', body, { key: privateKey, dsaEncoding: 'der' });
  return {
    certificate: pem('CERTIFICATE', sequence(body, ECDSA_WITH_SHA256, bitString(signature))),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function extension(id: string, value: Uint8Array, critical?: 'critical'): Buffer {
  return sequence(oid(id), ...(critical === undefined ? [] : [yes()]), octetString(value));
}

function dnsName(name: string): Buffer {
  return der(0x82, Buffer.from(name, 'ascii'));
}

function ipAddress(bytes: readonly number[]): Buffer {
  return der(0x87, Buffer.from(bytes));
}

function pem(label: string, content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
