import { connect, createServer, type Socket } from 'node:net';

export interface GatedProxy {
  readonly address: string;
  /** From now on, keeps what is sent to the server. */
  hold(): void;
  /** Settles when something is being kept. */
  readonly holding: () => Promise<void>;
  release(): void;
  close(): Promise<void>;
}

/** Stands between a client and a server on loopback, so that a test decides when a request gets its answer. */
export async function gatedProxy(host: string, port: number): Promise<GatedProxy> {
  const sockets = new Set<Socket>();
  let held: (() => void)[] | undefined;
  let caught = Promise.withResolvers<void>();
  const server = createServer(client => {
    const upstream = connect(port, host);
    sockets.add(client).add(upstream);
    client.on('data', chunk => {
      if (!held) {
        upstream.write(chunk);
        return;
      }
      held.push(() => upstream.write(chunk));
      caught.resolve();
    });
    upstream.pipe(client);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port was bound');
  return {
    address: `127.0.0.1:${bound.port}`,
    hold() {
      held = [];
      caught = Promise.withResolvers();
    },
    holding: () => caught.promise,
    release() {
      const kept = held ?? [];
      held = undefined;
      for (const write of kept) write();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
