import type {
  handleBidiStreamingCall,
  handleServerStreamingCall,
  handleUnaryCall,
  Metadata,
  ServerDuplexStream,
  ServiceDefinition,
  UntypedHandleCall,
} from '@grpc/grpc-js';
import { FirestoreError, invalidArgument } from '../../storage/errors.ts';
import { MAX_REQUEST_BYTES } from '../../storage/limits.ts';
import { decodeMessage, encodeMessage, METHODS, type Method } from '../codec/protocol.ts';
import { type CallContext, callContext } from '../rpc/call-context.ts';
import type { Engine } from '../rpc/engine.ts';
import { ListenStream } from '../rpc/listen-stream.ts';
import type { ListenRequest, WriteRequest } from '../rpc/messages.ts';
import { methods } from '../rpc/methods.ts';
import { WriteStream } from '../rpc/write-stream.ts';
import { toServiceError } from './grpc-errors.ts';

/** Messages cross gRPC as bytes and are decoded in the handlers, so that malformed ones get a clean status. */
type Bytes = Buffer;

const identity = (bytes: Bytes): Bytes => bytes;

/** The service as gRPC knows it. */
export const serviceDefinition: ServiceDefinition = Object.fromEntries(
  METHODS.map(method => [
    method.name,
    {
      path: `/google.firestore.v1.Firestore/${method.name}`,
      requestStream: method.requestStream,
      responseStream: method.responseStream,
      requestSerialize: identity,
      requestDeserialize: identity,
      responseSerialize: identity,
      responseDeserialize: identity,
    },
  ]),
);

/** One handler per method of the service. */
export function serviceHandlers(engine: Engine): Record<string, UntypedHandleCall> {
  return Object.fromEntries(METHODS.map(method => [method.name, handlerOf(engine, method)]));
}

function handlerOf(engine: Engine, method: Method): UntypedHandleCall {
  if (method.name === 'Listen') return listenHandler(engine, method);
  if (method.name === 'Write') return writeHandler(engine, method);
  const unary = methods.unary.get(method.name);
  if (unary !== undefined) {
    const handle: handleUnaryCall<Bytes, Bytes> = (call, callback) => {
      Promise.resolve()
        .then(() => unary(engine, contextOf(engine, call.metadata), decode(method, call.request)))
        .then(
          response => callback(null, encodeMessage(method.responseType, response)),
          (error: unknown) => callback(toServiceError(error)),
        );
    };
    return handle;
  }
  const stream = methods.serverStream.get(method.name);
  const handle: handleServerStreamingCall<Bytes, Bytes> = call => {
    Promise.resolve()
      .then(() => {
        if (stream === undefined)
          throw new FirestoreError('UNIMPLEMENTED', `${method.name} is not supported.`);
        return stream(engine, contextOf(engine, call.metadata), decode(method, call.request));
      })
      .then(
        responses => {
          for (const response of responses) call.write(encodeMessage(method.responseType, response));
          call.end();
        },
        (error: unknown) => call.emit('error', toServiceError(error)),
      );
  };
  return handle;
}

function listenHandler(engine: Engine, method: Method): handleBidiStreamingCall<Bytes, Bytes> {
  return call => {
    const stream = new ListenStream(engine, contextOf(engine, call.metadata), emitTo(call, method));
    call.on('data', (bytes: Bytes) => {
      try {
        stream.receive(decode<ListenRequest>(method, bytes));
      } catch (error) {
        stream.close();
        call.emit('error', toServiceError(error));
      }
    });
    call.on('end', () => {
      stream.close();
      call.end();
    });
    call.on('cancelled', () => stream.close());
    call.on('error', () => stream.close());
  };
}

function writeHandler(engine: Engine, method: Method): handleBidiStreamingCall<Bytes, Bytes> {
  return call => {
    const stream = new WriteStream(engine, contextOf(engine, call.metadata), emitTo(call, method));
    let turn = Promise.resolve(true);
    const next = (work: () => Promise<boolean>): void => {
      turn = turn
        .then(open => (open ? work() : false))
        .catch((error: unknown) => {
          call.emit('error', toServiceError(error));
          return false;
        });
    };
    call.on('data', (bytes: Bytes) =>
      next(async () => {
        const open = await stream.receive(decode<WriteRequest>(method, bytes));
        if (!open) call.end();
        return open;
      }),
    );
    call.on('end', () =>
      next(async () => {
        call.end();
        return false;
      }),
    );
    call.on('error', () => undefined);
  };
}

function emitTo(call: ServerDuplexStream<Bytes, Bytes>, method: Method): (response: object) => void {
  return response => {
    if (!call.cancelled) call.write(encodeMessage(method.responseType, response));
  };
}

function decode<Request>(method: Method, bytes: Bytes): Request {
  if (bytes.length > MAX_REQUEST_BYTES) {
    throw invalidArgument(`Request payload size exceeds the limit: ${MAX_REQUEST_BYTES} bytes.`);
  }
  return decodeMessage<Request>(method.requestType, bytes);
}

function contextOf(engine: Engine, metadata: Metadata): CallContext {
  const [authorization] = metadata.get('authorization');
  return callContext(engine, authorization === undefined ? undefined : String(authorization));
}
