import { checkedOrigin } from '../callers/allowed-callers.ts';
import { type CommandLine, parsePort, UsageError } from '../command-line/flags.ts';
import type { ALPACA_PROGRAM } from '../command-line/server-flags.ts';
import type { ExchangeOptions } from './server.ts';

function numberFlag(name: string, text: string, fits: (value: number) => boolean, expected: string): number {
  const value = Number(text);
  if (text.trim() === '' || !fits(value)) throw new UsageError(`--${name} ${text}: expected ${expected}`);
  return value;
}

function closedHoursFlag(text: string): 'skip' | 'keep' {
  if (text === 'skip' || text === 'keep') return text;
  throw new UsageError(`--closed-hours ${text}: expected skip or keep`);
}

function startFlag(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new UsageError(`--start ${text}: expected a date such as 2017-01-03`);
}

/** What the flags ask for. @throws UsageError that names the flag at fault. */
export function exchangeOptions(flags: CommandLine<typeof ALPACA_PROGRAM.flags>['values']): ExchangeOptions {
  const whole = (most: number) => (value: number) => Number.isInteger(value) && value >= 0 && value <= most;
  const { speed, seed, start } = flags;
  const closedHours = flags['closed-hours'];
  const rateLimit = flags['rate-limit'];
  return {
    port: parsePort('port', flags.port, 0),
    host: flags.host,
    origins: flags.origin?.map(checkedOrigin),
    dataFolder: flags.data,
    speed:
      speed === undefined
        ? undefined
        : numberFlag(
            'speed',
            speed,
            value => value > 0 && value <= 100_000,
            'a number above 0 and up to 100000',
          ),
    seed: seed === undefined ? undefined : numberFlag('seed', seed, whole(2 ** 32), 'a whole number'),
    start: start === undefined ? undefined : startFlag(start),
    closedHours: closedHours === undefined ? undefined : closedHoursFlag(closedHours),
    rateLimit:
      rateLimit === undefined
        ? undefined
        : numberFlag('rate-limit', rateLimit, whole(1_000_000), 'a whole number up to 1000000'),
  };
}
