import { useStore } from 'zustand';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { type Connection, connectionOf } from '@/stores/connection-store.ts';

/** Whether what is on the screen is being kept up to date. */
export const useConnection = (): Connection => useStore(useSession().connection, connectionOf);
