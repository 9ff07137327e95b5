import type { Handler, OpenHandler } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { accountRoutes } from './account.ts';
import { activityRoutes } from './activities.ts';
import { assetRoutes } from './assets.ts';
import { historyRoutes } from './history.ts';
import { latestRoutes } from './latest.ts';
import { marketHoursRoutes } from './market-hours.ts';
import { newsRoutes } from './news.ts';
import { orderRoutes } from './orders.ts';
import { portfolioHistoryRoutes } from './portfolio-history.ts';
import { positionRoutes } from './positions.ts';

/** Everything on `paper-api.alpaca.markets` and `api.alpaca.markets`. */
export const tradingRoutes: readonly Route<Handler>[] = [
  ...accountRoutes,
  ...positionRoutes,
  ...orderRoutes,
  ...portfolioHistoryRoutes,
  ...activityRoutes,
  ...assetRoutes,
  ...marketHoursRoutes,
];

/** Everything on `data.alpaca.markets`. */
export const dataRoutes: readonly Route<OpenHandler>[] = [...latestRoutes, ...historyRoutes, ...newsRoutes];
