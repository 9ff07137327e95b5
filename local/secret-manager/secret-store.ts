import { randomBytes } from 'node:crypto';
import { failedPrecondition, secretNotFound } from './errors.ts';
import type { SecretRecord } from './records.ts';
import type { SecretFiles } from './secret-files.ts';

/** Every secret in memory, and on disk before anybody is told that a change was made. */
export class SecretStore {
  readonly #files: SecretFiles;
  readonly #secrets = new Map<string, SecretRecord>();

  constructor(files: SecretFiles) {
    this.#files = files;
    for (const secret of files.load()) this.#secrets.set(secret.name, secret);
  }

  find(name: string): SecretRecord | undefined {
    return this.#secrets.get(name);
  }

  /** @throws NOT_FOUND */
  get(name: string): SecretRecord {
    const secret = this.#secrets.get(name);
    if (secret === undefined) throw secretNotFound(name);
    return secret;
  }

  /** The secrets of one project, newest first. */
  list(project: string): SecretRecord[] {
    return [...this.#secrets.values()]
      .filter(secret => secret.name.startsWith(`${project}/secrets/`))
      .sort((a, b) => compare(b.createTime, a.createTime) || compare(a.name, b.name));
  }

  put(secret: SecretRecord): SecretRecord {
    this.#files.save(secret);
    this.#secrets.set(secret.name, secret);
    return secret;
  }

  remove(name: string): void {
    this.#files.remove(name);
    this.#secrets.delete(name);
  }
}

/** A new entity tag. The quotes are part of it (AIP-154). */
export function newEtag(): string {
  return `"${randomBytes(7).toString('hex')}"`;
}

/** Refuses a change that was based on another state of the resource; no tag given means no check. */
export function checkEtag(given: string, current: string, resource: string): void {
  if (given !== '' && given !== current) {
    throw failedPrecondition(`The etag provided for [${resource}] does not match its current etag.`);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
