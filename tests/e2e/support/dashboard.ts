import { readFile } from 'node:fs/promises';
import { readHostingConfig } from '../../../local/hosting/hosting-config.ts';
import { startHosting } from '../../../local/hosting/server.ts';
import { type RunningStack, startStack } from '../../support/stack.ts';
import { World } from '../../support/world.ts';
import { builtDashboard } from './built-dashboard.ts';
import { type Wire, wireTo } from './wire.ts';

export interface RunningDashboard {
  readonly url: string;
  readonly stack: RunningStack;
  readonly world: World;
  /** What the browser's way to Firestore leads over. */
  readonly wire: Wire;
  /** What its way to the functions leads over. */
  readonly functionsWire: Wire;
  stop(): Promise<void>;
}

/**
 * The dashboard as it is deployed, with its headers, in front of a whole stack.
 *
 * @param env parameters of the functions
 */
export async function startDashboard(env: Readonly<Record<string, string>> = {}): Promise<RunningDashboard> {
  const [directory, stack, firebaseJson] = await Promise.all([
    builtDashboard(),
    startStack(env),
    readFile(new URL('../../../firebase.json', import.meta.url), 'utf8'),
  ]);
  const world = new World(stack);
  const [wire, functionsWire] = await Promise.all([
    wireTo(stack.address('firestore')),
    wireTo(stack.address('functions')),
  ]);
  const hosting = await startHosting({
    port: 0,
    directory,
    hosting: readHostingConfig(JSON.parse(firebaseJson)),
    webConfig: {
      projectId: stack.project,
      apiKey: 'local',
      authDomain: stack.address('auth'),
      appId: 'local',
      emulators: {
        auth: stack.address('auth'),
        firestore: wire.address,
        functions: functionsWire.address,
      },
    } as Parameters<typeof startHosting>[0]['webConfig'],
  });
  return {
    url: `http://${hosting.host}:${hosting.port}`,
    stack,
    world,
    wire,
    functionsWire,
    async stop() {
      await hosting.close();
      await Promise.all([wire.close(), functionsWire.close()]);
      await world.db.terminate();
      await stack.stop();
    },
  };
}
