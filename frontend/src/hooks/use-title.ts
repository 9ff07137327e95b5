import { createContext, useContext, useEffect } from 'react';

/** What stands before every page's title: the broker's world, so that a window in the task bar tells which it is. */
const Prefix = createContext('');
export const TitlePrefix = Prefix.Provider;

/** Names the page in the window's title: "PAPER · Trades · AgentTrader". */
export function useTitle(page?: string): void {
  const prefix = useContext(Prefix);
  useEffect(() => {
    document.title = [prefix, page, 'AgentTrader'].filter(Boolean).join(' · ');
  }, [prefix, page]);
}
