import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { StorageError } from '../storage-problem.ts';
import { ServiceError } from './errors.ts';
import { iamCalls } from './iam.ts';
import { noFiles, secretFilesIn } from './secret-files.ts';
import { SecretStore } from './secret-store.ts';
import { secretCalls } from './secrets.ts';
import { secretManagerDefinition } from './service-definition.ts';
import { versionCalls } from './versions.ts';

export interface SecretManagerOptions {
  /** Defaults to 127.0.0.1. */
  readonly host?: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Directory that keeps the secrets; without it they are in memory only. */
  readonly data?: string;
  /** The current time; defaults to the system's clock. */
  readonly now?: () => Date;
}

export interface RunningSecretManager {
  readonly host: string;
  readonly port: number;
  /** Ends open connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Serves `google.cloud.secretmanager.v1.SecretManagerService` over plaintext gRPC.
 *
 * @throws when the port cannot be bound; the message of a taken port contains EADDRINUSE
 */
export async function startSecretManager(options: SecretManagerOptions): Promise<RunningSecretManager> {
  const { host = '127.0.0.1', now = () => new Date() } = options;
  const store = new SecretStore(options.data === undefined ? noFiles : secretFilesIn(options.data));
  const server = new Server();
  const calls = { ...secretCalls(store, now), ...versionCalls(store, now), ...iamCalls(store) };
  const implementation: UntypedServiceImplementation = {};
  for (const [name, call] of Object.entries(calls)) {
    implementation[name] = answering(call as (request: unknown) => unknown);
  }
  server.addService(secretManagerDefinition(), implementation);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${host}:${options.port}`, ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return {
    host,
    port,
    async close() {
      server.forceShutdown();
    },
  };
}

/** Turns a function into a unary handler. An unforeseen error is reported without its text: it may quote data. */
function answering(call: (request: unknown) => unknown): handleUnaryCall<unknown, unknown> {
  return ({ request }, respond) => {
    try {
      respond(null, call(request));
    } catch (error) {
      if (error instanceof ServiceError) respond({ code: error.code, details: error.details });
      else if (error instanceof StorageError) {
        console.error(`secret manager: a change was refused: ${error.message}`);
        respond({ code: status.RESOURCE_EXHAUSTED, details: `Nothing was changed: ${error.message}.` });
      } else {
        console.error(`internal error: ${error instanceof Error ? error.name : typeof error}`);
        respond({ code: status.INTERNAL, details: 'Internal error encountered.' });
      }
    }
  };
}
