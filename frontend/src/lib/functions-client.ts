import { FUNCTIONS_REGION } from '@agenttrader/domain/callables/contract';
import type { FirebaseApp } from 'firebase/app';
import { connectFunctionsEmulator, getFunctions, httpsCallable } from 'firebase/functions';
import type { SendCallable } from './callables.ts';

/**
 * The SDK's side of the callables, in a chunk of its own: the first load of the page calls nothing.
 *
 * @param emulator `host:port` of the local stack's functions
 */
export function functionsClient(app: FirebaseApp, emulator: string | undefined): SendCallable {
  const functions = getFunctions(app, FUNCTIONS_REGION);
  if (emulator) {
    const [host = '', port = ''] = emulator.split(':');
    connectFunctionsEmulator(functions, host, Number(port));
  }
  return async (name, data, timeout) => (await httpsCallable(functions, name, { timeout })(data)).data;
}
