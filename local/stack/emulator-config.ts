import { HOST, type Ports } from './endpoints.ts';

const listen = (port: number) => ({ host: HOST, port });

/**
 * The configuration of the process that emulates Auth.
 *
 * @param logging a port for a listener that nobody has to find
 */
export function authConfig(ports: Ports, logging: number): object {
  return {
    emulators: {
      auth: listen(ports.auth),
      hub: listen(ports.hub),
      logging: listen(logging),
      ui: { enabled: false },
    },
  };
}
