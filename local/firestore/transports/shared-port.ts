import { createServer, type Server, type Socket } from 'node:net';

/** First bytes of every HTTP/2 connection that starts without negotiation. */
const HTTP2_PREFACE = Buffer.from('PRI * HTTP/2.0');

export interface Transports {
  /** Takes a connection that speaks HTTP/2 (gRPC). */
  http2(socket: Socket): void;
  /** Takes a connection that speaks HTTP/1.1 (REST, WebChannel). */
  http1(socket: Socket): void;
}

/** One port for both: the first bytes of a connection tell which protocol it speaks. */
export class SharedPort {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(transports: Transports) {
    this.server = createServer(socket => {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.once('close', () => this.sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      sniff(socket, isHttp2 => (isHttp2 ? transports.http2(socket) : transports.http1(socket)));
    });
  }

  /** @returns the port that was bound. Rejects when it is taken (code EADDRINUSE). */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        const address = this.server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  /** Stops listening and drops all connections. */
  close(): Promise<void> {
    return new Promise(resolve => {
      this.server.close(() => resolve());
      for (const socket of this.sockets) socket.destroy();
    });
  }
}

/** Reads just enough to tell the protocols apart, and puts it back before anyone else looks. */
function sniff(socket: Socket, decide: (isHttp2: boolean) => void): void {
  let head: Buffer = Buffer.alloc(0);
  const onData = (chunk: Buffer): void => {
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    const compared = Math.min(head.length, HTTP2_PREFACE.length);
    const alike = head.subarray(0, compared).equals(HTTP2_PREFACE.subarray(0, compared));
    if (alike && compared < HTTP2_PREFACE.length) return;
    socket.off('data', onData);
    socket.pause();
    socket.unshift(head);
    decide(alike);
  };
  socket.on('data', onData);
}
