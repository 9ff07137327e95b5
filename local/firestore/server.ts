import { readFile } from 'node:fs/promises';
import { enforcer } from './enforcement/enforcer.ts';
import { Rulebook } from './enforcement/rulebook.ts';
import { followRulesFile } from './enforcement/rules-file.ts';
import { IndexCheck } from './query/indexes/index-check.ts';
import { parseIndexConfig } from './query/indexes/index-config.ts';
import { type MicrosecondClock, systemMicroseconds } from './storage/clock.ts';
import { type Journal, memoryOnly } from './storage/journal.ts';
import { Store } from './storage/store.ts';
import { createGrpcServer } from './transports/grpc/grpc-server.ts';
import { createHttpServer } from './transports/rest/http-server.ts';
import { Engine } from './transports/rpc/engine.ts';
import { SharedPort } from './transports/shared-port.ts';

export interface FirestoreOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Default: 127.0.0.1. */
  readonly host?: string | undefined;
  /** Whose pages may call, such as `http://127.0.0.1:5173`; without it, those of any server on loopback. */
  readonly origins?: readonly string[] | undefined;
  /** Where to keep the documents; without it they are in memory only. */
  readonly dataDirectory?: string | undefined;
  /** A `firestore.indexes.json`: queries that need an index which it lacks fail, as in production. */
  readonly indexesFile?: string | undefined;
  /** A `firestore.rules`: who may do what. Without it, and until rules are loaded, everything is allowed. */
  readonly rulesFile?: string | undefined;
  /** The project that the rules file is for; without one, every project that has no rules of its own. */
  readonly project?: string | undefined;
  /** Called when a client asks for it over the control endpoint; closing is up to the caller. */
  readonly onShutdown?: (() => void) | undefined;
  /** Default: the machine's clock. */
  readonly clock?: MicrosecondClock | undefined;
}

/** A running server. */
export interface RunningFirestore {
  readonly host: string;
  readonly port: number;
  /** Stops serving and closes the data directory. */
  close(): Promise<void>;
}

/** Starts a Firestore server in this process. Rejects when the port is taken (code EADDRINUSE). */
export async function startFirestore(options: FirestoreOptions): Promise<RunningFirestore> {
  const store = new Store(await openJournal(options.dataDirectory), options.clock ?? systemMicroseconds);
  try {
    return await serve(store, options);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function serve(store: Store, options: FirestoreOptions): Promise<RunningFirestore> {
  const host = options.host ?? '127.0.0.1';
  const engine = new Engine(store);
  if (options.indexesFile !== undefined) engine.indexCheck = await loadIndexes(options.indexesFile);
  if (options.onShutdown !== undefined) engine.onShutdown = options.onShutdown;
  const stopFollowing = attachRules(engine, options);
  const grpc = createGrpcServer(engine);
  const http = createHttpServer(engine, { host, origins: options.origins });
  const port = new SharedPort({ http2: socket => grpc.accept(socket), http1: socket => http.accept(socket) });
  try {
    const bound = await port.listen(options.port, host);
    return {
      host,
      port: bound,
      close: async () => {
        stopFollowing();
        grpc.close();
        http.close();
        await port.close();
        store.close();
      },
    };
  } catch (error) {
    stopFollowing();
    grpc.close();
    throw error;
  }
}

/** @returns stops following the rules file @throws when the file cannot be read or does not compile */
function attachRules(engine: Engine, { rulesFile, project }: FirestoreOptions): () => void {
  const rulebook = new Rulebook();
  engine.rules = rulebook;
  engine.authorizer = enforcer(rulebook);
  if (rulesFile === undefined) return () => undefined;
  return followRulesFile(rulebook, { file: rulesFile, project, report: message => console.error(message) });
}

async function openJournal(directory: string | undefined): Promise<Journal> {
  if (directory === undefined) return memoryOnly;
  // Loaded on demand: a server in memory does not need SQLite.
  const { SqliteJournal } = await import('./storage/sqlite-journal.ts');
  return new SqliteJournal(directory);
}

async function loadIndexes(file: string): Promise<IndexCheck> {
  const text = await readFile(file, 'utf8');
  try {
    return new IndexCheck(parseIndexConfig(text));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
