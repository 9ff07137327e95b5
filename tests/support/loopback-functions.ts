import { type LoopbackServers, loopbackServers } from './loopback-servers.ts';

export interface Callable {
  run(request: { data: unknown; auth?: unknown }): Promise<unknown>;
}

export interface LoopbackFunctions extends Pick<LoopbackServers, 'openAccount' | 'signIn' | 'stop'> {
  /** Every callable that is deployed, by its name. */
  readonly callables: ReadonlyMap<string, Callable>;
}

/**
 * The functions as they are deployed, in this process, over the real client libraries to servers on loopback. Without
 * the emulators, thousands of calls take seconds.
 *
 * @param setEnv sets an environment variable for as long as the tests run
 */
export async function loopbackFunctions(
  setEnv: (name: string, value: string) => void,
): Promise<LoopbackFunctions> {
  const { env, openAccount, signIn, stop } = await loopbackServers();
  for (const [name, value] of Object.entries(env)) setEnv(name, value);
  const exported = await import('../../functions/src/index.ts');
  const callables = Object.entries(exported).filter(([, value]) => {
    const { __endpoint: endpoint } = value as { __endpoint?: { callableTrigger?: unknown } };
    return endpoint?.callableTrigger !== undefined;
  });
  return {
    callables: new Map(callables as unknown as [string, Callable][]),
    openAccount,
    signIn,
    stop,
  };
}
