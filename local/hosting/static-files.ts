import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A file as it is sent. */
export interface StaticFile {
  readonly body: Buffer;
  /** The same, compressed; undefined where that saves nothing. */
  readonly gzipped: Buffer | undefined;
  readonly type: string;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSIBLE = /^(text|application\/json|image\/svg)/;
const compress = promisify(gzip);

/** Files of a directory, read once each: a build does not change while it is served. */
export class StaticFiles {
  readonly #directory: string;
  readonly #files = new Map<string, Promise<StaticFile | undefined>>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The file of an URL's path; undefined when there is none, or the path leads out of the directory. */
  find(path: string): Promise<StaticFile | undefined> {
    const known = this.#files.get(path);
    if (known) return known;
    const file = this.#read(path);
    this.#files.set(path, file);
    return file;
  }

  async #read(path: string): Promise<StaticFile | undefined> {
    const inside = normalize(path);
    if (inside.includes('..') || inside.endsWith('/')) return undefined;
    try {
      const body = await readFile(join(this.#directory, inside));
      const type = TYPES[extname(inside)] ?? 'application/octet-stream';
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
      return { body, gzipped: COMPRESSIBLE.test(type) ? await compress(body) : undefined, type, etag };
    } catch {
      return undefined;
    }
  }
}
