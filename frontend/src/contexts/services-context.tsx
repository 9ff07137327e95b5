import { createContext, type ReactNode, useContext } from 'react';
import type { Call, SendCallable } from '@/lib/callables.ts';
import type { Chunk } from '@/lib/chunk.ts';
import type { FirebaseServices } from '@/lib/firebase.ts';
import type { WebConfig } from '@/lib/web-config.ts';
import type { SessionManager } from '@/session/session-manager.ts';

/** What reaches the outside world, made once at start. */
export interface Services extends FirebaseServices {
  readonly config: WebConfig;
  readonly call: Call;
  /** What sends the calls. */
  readonly functions: Chunk<SendCallable>;
  readonly sessions: SessionManager;
}

const Context = createContext<Services | null>(null);

export const ServicesProvider = ({ services, children }: { services: Services; children: ReactNode }) => (
  <Context value={services}>{children}</Context>
);

export function useServices(): Services {
  const services = useContext(Context);
  if (services === null) throw new Error('useServices needs a ServicesProvider above it.');
  return services;
}
