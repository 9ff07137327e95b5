import { localAppCheckToken } from '../functions/app-check-token.ts';
import { CallableClient, localFunctions } from './callable-client.ts';

/** The functions of a local stack, called with its proof that this is the dashboard. @param address `HOST:PORT` */
export const stackCallables = (address: string, project: string): CallableClient =>
  new CallableClient(localFunctions(address, project), () => localAppCheckToken(Date.now()));
