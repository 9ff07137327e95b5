import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFile } from '../../storage-problem.ts';
import { type KeyedCertificate, selfSigned } from './self-signed.ts';

/** What NODE_EXTRA_CA_CERTS names. */
export const CERTIFICATE_FILE = 'vertex-cert.pem';
const KEY_FILE = 'vertex-key.pem';

/** One with less left is replaced, so that it does not run out under a stack that stays up for days. */
const MIN_REMAINING_MS = 30 * 24 * 3_600_000;

/**
 * The certificate in a directory: the one that is there while it can be used, otherwise a new one. Processes that
 * were started with the old one go on trusting it, as long as it is the same.
 *
 * @throws StorageError when a new one cannot be written
 */
export function storedCertificate(directory: string, now: Date): KeyedCertificate {
  const known = readUsable(directory, now);
  if (known) return known;
  const made = selfSigned(now);
  withFile(directory, () => mkdirSync(directory, { recursive: true }));
  replaceFile(join(directory, KEY_FILE), made.key, 0o600);
  replaceFile(join(directory, CERTIFICATE_FILE), made.certificate, 0o644);
  return made;
}

function readUsable(directory: string, now: Date): KeyedCertificate | undefined {
  try {
    const certificate = readFileSync(join(directory, CERTIFICATE_FILE), 'utf8');
    const key = readFileSync(join(directory, KEY_FILE), 'utf8');
    return isUsable(new X509Certificate(certificate), key, now) ? { certificate, key } : undefined;
  } catch {
    // Missing or damaged: either way a new one is made.
    return undefined;
  }
}

function isUsable(certificate: X509Certificate, key: string, now: Date): boolean {
  return (
    certificate.checkPrivateKey(createPrivateKey(key)) &&
    certificate.checkHost('localhost') !== undefined &&
    certificate.checkIP('127.0.0.1') !== undefined &&
    certificate.validFromDate <= now &&
    certificate.validToDate.getTime() - now.getTime() >= MIN_REMAINING_MS
  );
}

/** Whole or not at all, so that no reader meets half a certificate. */
function replaceFile(path: string, content: string, mode: number): void {
  const temporary = `${path}.${process.pid}`;
  withFile(path, () => {
    writeFileSync(temporary, content, { mode });
    renameSync(temporary, path);
  });
}
