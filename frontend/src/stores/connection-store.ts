import { createStore, type StoreApi } from 'zustand/vanilla';

/** `connecting` until the first answer; `reconnecting` when answers come from memory though the browser is online. */
export type Connection = 'connecting' | 'connected' | 'reconnecting' | 'offline';

export interface ConnectionState {
  /** What the browser believes. */
  readonly online: boolean;
  /** Whether the last answer came from the server; null before the first. */
  readonly fromServer: boolean | null;
}

export type ConnectionStore = StoreApi<ConnectionState>;

export const createConnectionStore = (online: boolean): ConnectionStore =>
  createStore<ConnectionState>(() => ({ online, fromServer: null }));

export function connectionOf({ online, fromServer }: ConnectionState): Connection {
  if (!online) return 'offline';
  if (fromServer === null) return 'connecting';
  return fromServer ? 'connected' : 'reconnecting';
}
