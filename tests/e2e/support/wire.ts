import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line between the browser and a server that can be cut, as when the server is restarted or the train enters a tunnel. */
export interface Wire {
  /** `host:port` of its near end. */
  readonly address: string;
  /** Ends every connection, and refuses new ones until it is mended. */
  cut(): void;
  /** From here on it leads to that `host:port`, or to where it led before. */
  mend(target?: string): void;
  /** Carries nothing, either way, until it is released: all that was sent meanwhile arrives then. */
  hold(): void;
  release(): void;
  close(): Promise<void>;
}

/** Lays a wire to `host:port`. */
export async function wireTo(target: string): Promise<Wire> {
  let [host = '', port = ''] = target.split(':');
  const sockets = new Set<Socket>();
  const lines = new Set<readonly [from: Socket, to: Socket]>();
  let isCut = false;
  let isHeld = false;
  const lay = (from: Socket, to: Socket) => {
    const line = [from, to] as const;
    lines.add(line);
    from.once('close', () => lines.delete(line));
    if (!isHeld) from.pipe(to);
  };
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer(near => {
    keep(near);
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), host);
    keep(far);
    lay(near, far);
    lay(far, near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The wire has no port.');
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: `127.0.0.1:${address.port}`,
    cut,
    mend(other) {
      if (other) [host = '', port = ''] = other.split(':');
      isCut = false;
    },
    hold() {
      isHeld = true;
      for (const [from, to] of lines) from.unpipe(to);
    },
    release() {
      isHeld = false;
      for (const [from, to] of lines) from.pipe(to);
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
