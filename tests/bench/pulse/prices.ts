import { PRICES } from '../../../functions/test-support/call-costs.ts';

/** What Google asks for, in US dollars without free tiers, and where it says so. */
export interface Price {
  readonly what: string;
  readonly dollars: number;
  /** What that buys. */
  readonly of: string;
  readonly each: number;
  readonly source: string;
}

const FIRESTORE = 'https://cloud.google.com/firestore/pricing';
const RUN = 'https://cloud.google.com/run/pricing';
const SECRETS = 'https://cloud.google.com/secret-manager/pricing';

const priced = (what: string, each: number, amount: number, of: string, source: string): Price => ({
  what,
  dollars: each * amount,
  of,
  each,
  source,
});

export const READ = priced('document reads', PRICES.read, 100_000, '100,000', FIRESTORE);
export const WRITE = priced('document writes', PRICES.write, 100_000, '100,000', FIRESTORE);
export const DELETE = priced('document deletes', PRICES.delete, 100_000, '100,000', FIRESTORE);
export const CPU = priced('CPU of the functions', PRICES.cpuSecond, 1, 'a second', RUN);
export const SECRET_ACCESS = priced('secret accesses', PRICES.secretAccess, 10_000, '10,000', SECRETS);
export const SECRET = priced('the secret itself', 0.06, 1, 'a version and month', SECRETS);
