import { z } from 'zod';
import { ENDPOINTS, type EndpointName, type Ports } from '../stack/endpoints.ts';

const listener = z.looseObject({
  port: z.int().optional(),
  websocketPort: z.int().optional(),
});

/** The part of firebase.json that says what the suite emulates, and where. */
export const emulatorsSchema = z.record(z.string(), z.union([z.boolean(), listener]));
export type EmulatorsConfig = z.infer<typeof emulatorsSchema>;

/** A port for everything that listens, by its name in firebase.json, or in the local stack. */
export type SuitePorts = Readonly<Record<string, number>>;

/** What stands in for services that the suite does not emulate, and the dashboard. */
export const SERVICES = [
  'alpaca',
  'secret-manager',
  'vertex',
  'dashboard',
] as const satisfies readonly EndpointName[];

/** The suite's own name of the port that its page listens to Firestore on. */
const WEBSOCKET = 'websocket';

/** The ports that firebase.json gives the suite, and those of the services beside it. */
export function fixedPorts(emulators: EmulatorsConfig): SuitePorts {
  const ports: Record<string, number> = {};
  for (const [name, entry] of Object.entries(emulators)) {
    if (typeof entry === 'boolean') continue;
    if (entry.port !== undefined) ports[name] = entry.port;
    if (entry.websocketPort !== undefined) ports[WEBSOCKET] = entry.websocketPort;
  }
  for (const name of SERVICES) ports[name] = ENDPOINTS[name].port;
  return ports;
}

/** The suite of firebase.json on these ports. */
export function withPorts(emulators: EmulatorsConfig, ports: SuitePorts): EmulatorsConfig {
  const moved: EmulatorsConfig = structuredClone(emulators);
  for (const [name, entry] of Object.entries(moved)) {
    if (typeof entry === 'boolean') continue;
    if (entry.port !== undefined) entry.port = ports[name] ?? entry.port;
    if (entry.websocketPort !== undefined) entry.websocketPort = ports[WEBSOCKET] ?? entry.websocketPort;
  }
  return moved;
}

/** The same ports, as the parts of the local stack know them. */
export function stackPorts(ports: SuitePorts): Ports {
  const names = Object.keys(ENDPOINTS) as EndpointName[];
  return Object.fromEntries(names.map(name => [name, ports[name] ?? ENDPOINTS[name].port])) as Record<
    EndpointName,
    number
  >;
}
