import { createStore, type StoreApi } from 'zustand/vanilla';

/** `connecting` until the first answer; `reconnecting` when answers come from memory though the browser is online. */
export type NetworkStanding = 'connecting' | 'connected' | 'reconnecting' | 'offline';

export interface NetworkState {
  /** What the browser believes. */
  readonly online: boolean;
  /** Whether the last answer came from the server; null before the first. */
  readonly fromServer: boolean | null;
}

export type NetworkStore = StoreApi<NetworkState>;

export const createNetworkStore = (online: boolean): NetworkStore =>
  createStore<NetworkState>(() => ({ online, fromServer: null }));

export function networkStandingOf({ online, fromServer }: NetworkState): NetworkStanding {
  if (!online) return 'offline';
  if (fromServer === null) return 'connecting';
  return fromServer ? 'connected' : 'reconnecting';
}
