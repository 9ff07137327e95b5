import { invalidArgument } from '../../storage/errors.ts';
import { databaseName, parseDatabaseName } from '../../storage/resource-path.ts';
import type { CallContext } from './call-context.ts';
import type { Engine } from './engine.ts';
import type { Emit } from './listen-stream.ts';
import type { WriteRequest } from './messages.ts';
import { commit } from './writes.ts';

/** One Write stream: a handshake, then batches that are committed and answered in order. */
export class WriteStream {
  private readonly engine: Engine;
  private readonly context: CallContext;
  private readonly emit: Emit;
  private database: string | undefined;
  private answered = 0;

  constructor(engine: Engine, context: CallContext, emit: Emit) {
    this.engine = engine;
    this.context = context;
    this.emit = emit;
  }

  /**
   * @returns whether the stream goes on; a request without writes ends it
   * @throws what ends the stream: a malformed request, or a batch that fails
   */
  async receive(request: WriteRequest): Promise<boolean> {
    if (this.database === undefined) {
      this.handshake(request);
      return true;
    }
    if (request.database !== '' && request.database !== this.database) {
      throw invalidArgument(
        `A write stream stays with one database: this one is for '${this.database}', not '${request.database}'.`,
      );
    }
    if (request.writes.length === 0) {
      this.emit({ streamToken: this.nextToken() });
      return false;
    }
    const { writeResults, commitTime } = await commit(this.engine, this.context, {
      database: this.database,
      writes: request.writes,
    });
    this.emit({ streamToken: this.nextToken(), writeResults, commitTime });
    return true;
  }

  private handshake(request: WriteRequest): void {
    const databaseId = parseDatabaseName(request.database);
    this.context.caller(databaseId);
    if (request.writes.length > 0) throw invalidArgument('The first request must not contain writes.');
    if (request.streamId !== '' || request.streamToken.length > 0) {
      throw invalidArgument('Write streams cannot be resumed.');
    }
    this.database = databaseName(databaseId);
    this.emit({ streamId: '1', streamToken: this.nextToken() });
  }

  private nextToken(): Uint8Array {
    return Buffer.from(String(this.answered++));
  }
}
