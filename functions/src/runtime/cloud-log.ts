import { logger } from 'firebase-functions/v2';
import type { Log } from './log.ts';

/** Writes to Cloud Logging; on one's own machine, to the console. */
export const cloudLog: Log = {
  debug: (message, fields = {}) => logger.debug(message, fields),
  info: (message, fields = {}) => logger.info(message, fields),
  warn: (message, fields = {}) => logger.warn(message, fields),
  error: (message, fields = {}) => logger.error(message, fields),
};
