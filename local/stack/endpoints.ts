/** Everything of the local stack that listens on a fixed port, with the port it has unless a flag moves it. */
export const ENDPOINTS = {
  dashboard: { title: 'Dashboard', port: 5173 },
  firestore: { title: 'Firestore', port: 8080 },
  alpaca: { title: 'Paper exchange', port: 8090 },
  'secret-manager': { title: 'Secret Manager', port: 8091 },
  vertex: { title: 'Vertex AI', port: 8092 },
  auth: { title: 'Auth', port: 9099 },
  functions: { title: 'Functions', port: 5001 },
  tasks: { title: 'Tasks', port: 9499 },
} as const satisfies Record<string, { readonly title: string; readonly port: number }>;

export type EndpointName = keyof typeof ENDPOINTS;
export type Ports = Readonly<Record<EndpointName, number>>;

export const ENDPOINT_NAMES = Object.keys(ENDPOINTS) as EndpointName[];

/** The stack never listens beyond this machine. */
export const HOST = '127.0.0.1';

/** The flag that moves an endpoint to another port. */
export function portFlag(name: EndpointName): `port-${EndpointName}` {
  return `port-${name}`;
}

/** `host:port` of an endpoint, the form that the client libraries' environment variables take. */
export function addressOf(ports: Ports, name: EndpointName): string {
  return `${HOST}:${ports[name]}`;
}
