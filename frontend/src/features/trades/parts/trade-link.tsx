import type { ReactNode } from 'react';
import { Link, type NavigateOptions, useLocation } from 'react-router';

/** Where a trade's page is. */
export const tradePath = (tradeId: string): string => `/trades/${tradeId}`;

/** What goes along to a trade's page, so that its way back leads to the list with the same filters. */
export const useWayBack = (): NavigateOptions => ({ state: { search: useLocation().search } });

interface TradeLinkProps {
  tradeId: string;
  tabIndex?: number;
  className?: string;
  children: ReactNode;
}

export const TradeLink = ({ tradeId, ...props }: TradeLinkProps) => (
  <Link to={tradePath(tradeId)} {...useWayBack()} {...props} />
);
