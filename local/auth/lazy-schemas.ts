import { createRequire } from 'node:module';

/** What the Auth emulator serves its API with. */
interface Exegesis {
  middleware(document: unknown, options: object): Promise<unknown>;
}

/**
 * Has the Auth emulator compile the schemas of an operation at its first call. It compiles those of all hundred
 * operations at its start otherwise, which takes most of the time in which the stack starts. Load this module before
 * firebase-tools, with `--import` in a process of its own; once is enough.
 */
const fromFirebaseTools = createRequire(
  createRequire(import.meta.url).resolve('firebase-tools/package.json'),
);
const exegesis = fromFirebaseTools('exegesis-express') as Exegesis;
const { middleware } = exegesis;
exegesis.middleware = (document, options) =>
  middleware(document, { ...options, lazyCompileValidationSchemas: true });
