import { relative, resolve } from 'node:path';
import { HOST, type Ports } from './endpoints.ts';

/** The part of firebase.json that matters here; everything else of it is not the emulators' business. */
export interface FirebaseJson {
  readonly functions?: readonly (Readonly<Record<string, unknown>> & { readonly source?: string })[];
}

/** Ports of listeners that nobody has to find: whichever are free. */
export interface InternalPorts {
  readonly hub: number;
  readonly logging: number;
  readonly eventarc: number;
}

const listen = (port: number) => ({ host: HOST, port });

/** The configuration of the process that emulates Auth. Its hub is nobody's business, so it gets a free port. */
export function authConfig(ports: Ports, internal: InternalPorts): object {
  return {
    emulators: {
      auth: listen(ports.auth),
      hub: listen(internal.hub),
      logging: listen(internal.logging),
      ui: { enabled: false },
    },
  };
}

/** Directories that the configuration of Functions is made from, as absolute paths. */
export interface ConfigFolders {
  /** Where firebase.json is. */
  readonly root: string;
  /** Where the made configuration goes. */
  readonly config: string;
  /** Where the functions' `.env` files are read from; the emulator also writes there. */
  readonly env: string;
}

/** The source directory of each codebase that firebase.json names, as an absolute path. */
export function functionSources(firebaseJson: FirebaseJson, root: string): string[] {
  return (firebaseJson.functions ?? []).map(({ source }) => resolve(root, source ?? 'functions'));
}

/**
 * The configuration of the process that emulates Functions and Tasks: the project's own functions, on the
 * wanted ports. firebase-tools reads paths from the folder of the configuration file, so they are made
 * relative to it; what only concerns deployment is left out.
 *
 * @throws when firebase.json names no functions
 */
export function functionsConfig(
  firebaseJson: FirebaseJson,
  folders: ConfigFolders,
  ports: Ports,
  internal: InternalPorts,
): object {
  const fromConfig = (path: string) => relative(folders.config, path);
  const sources = functionSources(firebaseJson, folders.root);
  if (sources.length === 0) throw new Error('firebase.json names no functions');
  const functions = (firebaseJson.functions ?? []).map(({ predeploy, postdeploy, ...kept }, index) => ({
    ...kept,
    source: fromConfig(sources[index] ?? ''),
    configDir: fromConfig(folders.env),
  }));
  return {
    functions,
    emulators: {
      functions: listen(ports.functions),
      tasks: listen(ports.tasks),
      eventarc: listen(internal.eventarc),
      hub: listen(ports.hub),
      logging: listen(internal.logging),
      ui: { enabled: false },
    },
  };
}
