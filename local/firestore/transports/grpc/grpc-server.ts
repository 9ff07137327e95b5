import type { Socket } from 'node:net';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { Engine } from '../rpc/engine.ts';
import { serviceDefinition, serviceHandlers } from './grpc-service.ts';

/** Above the service's own limit, so that an oversized request gets the service's answer, not the library's. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/** The gRPC side of the server; sockets are handed to it. */
export interface GrpcServer {
  accept(socket: Socket): void;
  close(): void;
}

export function createGrpcServer(engine: Engine): GrpcServer {
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
    'grpc.enable_channelz': 0,
  });
  server.addService(serviceDefinition, serviceHandlers(engine));
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  return {
    accept: socket => injector.injectConnection(socket),
    close: () => {
      injector.destroy();
      server.forceShutdown();
    },
  };
}
