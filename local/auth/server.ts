import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { refusalOf } from '../callers/allowed-callers.ts';
import { HOST } from '../stack/endpoints.ts';
import { Changes } from './changes.ts';
import { type Answer, relay } from './relay.ts';
import type { SavedUsers } from './saved-users.ts';

/** Calls that change no user. Whatever else there is may. */
const READS = [
  /\/accounts:(lookup|query|createAuthUri|batchGet)$/,
  /^\/securetoken\.googleapis\.com\//,
  /\/(recaptchaParams|recaptchaConfig|publicKeys|sessionCookiePublicKeys|oobCodes|verificationCodes)$/,
  /^\/emulator\/(auth|openapi)/,
  /^\/$/,
];

export interface AuthOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** The port of the emulator behind it. */
  readonly emulator: number;
  readonly users: Pick<SavedUsers, 'save' | 'undo'>;
  /** Hears, in a sentence, of what a person should know. */
  readonly tell: (sentence: string) => void;
}

/**
 * Stands before the Auth emulator, which keeps its users in memory: whatever changes them is written down before it is
 * answered, and taken back where that is not possible.
 */
export async function startAuth(options: AuthOptions): Promise<{ port: number; close(): Promise<void> }> {
  const { emulator, users, tell } = options;
  const changes = new Changes({ users, tell, failure: reason => failure(503, 'UNAVAILABLE', reason) });
  const answerTo = async (request: IncomingMessage): Promise<Answer> => {
    const refusal = refusalOf(request.headers, { host: HOST });
    if (refusal !== undefined) return failure(403, 'PERMISSION_DENIED', refusal);
    const body = await buffer(request);
    const isRead = isReading(request);
    return isRead ? relay(request, body, emulator) : changes.make(() => relay(request, body, emulator));
  };
  const server = createServer((request, response) => {
    answerTo(request).then(
      answer => send(response, answer),
      () => send(response, failure(503, 'UNAVAILABLE', 'The Auth emulator did not answer.')),
    );
  });
  await new Promise<void>((listening, reject) => {
    server.once('error', reject);
    server.listen(options.port, HOST, listening);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    port: address.port,
    async close() {
      server.closeAllConnections();
      await new Promise(closed => server.close(closed));
    },
  };
}

function isReading({ method, url = '/' }: IncomingMessage): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return method === 'OPTIONS' || method === 'HEAD' || READS.some(read => read.test(path));
}

/** In the form in which Auth answers errors, which the client libraries read. */
function failure(code: number, status: string, message: string): Answer {
  const body = JSON.stringify({ error: { code, message, status } });
  const headers = { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' };
  return { status: code, headers, body: Buffer.from(body) };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}
