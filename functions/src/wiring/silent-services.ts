import { connect } from 'node:net';
import { localAddress } from '../runtime/local-address.ts';
import type { Log } from '../runtime/log.ts';

/** What stands in for services of others on a developer's machine, by the variable that names its address. */
const LOCAL_SERVICES = {
  ALPACA_EMULATOR_HOST: 'The paper exchange',
  SECRET_MANAGER_EMULATOR_HOST: 'The local Secret Manager',
  VERTEX_EMULATOR_HOST: 'The local Vertex AI',
} as const;

/**
 * Warns of each local stand-in that these functions will call and that nobody has started, with what to do about it. A
 * deployed function has none, and nothing is looked for.
 */
export async function reportSilentServices(env: NodeJS.ProcessEnv, log: Log): Promise<void> {
  const checks = Object.entries(LOCAL_SERVICES).map(async ([variable, title]) => {
    const address = localAddress(variable, env);
    if (address === undefined || (await answers(address))) return;
    log.warn(
      `${title} does not answer on ${address.host}:${address.port}: run "npm run local:services" beside the emulators, or "npm run emulators" in their place.`,
    );
  });
  await Promise.all(checks);
}

function answers(address: { readonly host: string; readonly port: number }): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(address);
    const end = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
