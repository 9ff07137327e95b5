import { shownPerformance } from '@agenttrader/domain/documents/trade-tally';
import { readerOf } from './document-problem.ts';

/** `users/{uid}/data/performance`. A figure that is not defined yet, such as a ratio without a loss, is null. */
export const readPerformance = readerOf(shownPerformance, figures => figures);
