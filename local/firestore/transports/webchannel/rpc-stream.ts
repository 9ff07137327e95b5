import type { Json } from '../../storage/value-json.ts';
import { messageFromJson, messageToJson } from '../codec/json-message.ts';
import { METHODS } from '../codec/protocol.ts';
import { toFirestoreError } from '../rest/http-errors.ts';
import { callContext } from '../rpc/call-context.ts';
import type { Engine } from '../rpc/engine.ts';
import { ListenStream } from '../rpc/listen-stream.ts';
import type { ListenRequest, WriteRequest } from '../rpc/messages.ts';
import { WriteStream } from '../rpc/write-stream.ts';

/** The streaming method behind a channel, with its messages as JSON. */
export interface RpcStream {
  receive(message: Json): void;
  close(): void;
}

/** How a stream talks back. */
export interface StreamEvents {
  message(json: Json): void;
  /** The stream is over, because of an error or in good order. */
  end(error: Json | undefined): void;
}

/** @param name `Listen` or `Write` */
export function openRpcStream(
  engine: Engine,
  name: string,
  authorization: string | undefined,
  events: StreamEvents,
): RpcStream {
  const method = METHODS.find(candidate => candidate.name === name);
  if (method === undefined) throw new Error(`no method ${name}`);
  const context = callContext(engine, authorization);
  const emit = (response: object): void => events.message(messageToJson(method.responseType, response));
  const listen = name === 'Listen' ? new ListenStream(engine, context, emit) : undefined;
  const write = new WriteStream(engine, context, emit);
  let open = true;
  let turn = Promise.resolve();
  const finish = (error?: unknown): void => {
    if (!open) return;
    open = false;
    listen?.close();
    events.end(error === undefined ? undefined : errorMessage(error));
  };
  return {
    receive: json => {
      if (listen !== undefined) {
        if (!open) return;
        try {
          listen.receive(messageFromJson<ListenRequest>(method.requestType, json));
        } catch (error) {
          finish(error);
        }
        return;
      }
      // Batches are committed in the order in which they came.
      turn = turn.then(async () => {
        if (!open) return;
        try {
          const goesOn = await write.receive(messageFromJson<WriteRequest>(method.requestType, json));
          if (!goesOn) finish();
        } catch (error) {
          finish(error);
        }
      });
    },
    close: () => {
      open = false;
      listen?.close();
    },
  };
}

function errorMessage(error: unknown): Json {
  const { status, message, code } = toFirestoreError(error);
  return { error: { code, message: `${status}: ${message}`, status } };
}
