import { parseArgs } from 'node:util';
import { checkedOrigin } from '../callers/allowed-callers.ts';
import { type ExchangeOptions, OptionError } from './server.ts';

export const USAGE =
  'usage: main.ts [--port 8090] [--host 127.0.0.1] [--data DIR] [--speed N] [--seed N] [--start YYYY-MM-DD] [--closed-hours skip|keep] [--origin ORIGIN]...';

const FLAGS = {
  port: { type: 'string', default: '8090' },
  host: { type: 'string', default: '127.0.0.1' },
  data: { type: 'string' },
  speed: { type: 'string' },
  seed: { type: 'string' },
  start: { type: 'string' },
  'closed-hours': { type: 'string' },
  origin: { type: 'string', multiple: true },
} as const;

function numberFlag(name: string, text: string, fits: (value: number) => boolean, expected: string): number {
  const value = Number(text);
  if (text.trim() === '' || !fits(value)) throw new OptionError(`--${name} ${text}: expected ${expected}`);
  return value;
}

function closedHoursFlag(text: string): 'skip' | 'keep' {
  if (text === 'skip' || text === 'keep') return text;
  throw new OptionError(`--closed-hours ${text}: expected skip or keep`);
}

function startFlag(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new OptionError(`--start ${text}: expected a date such as 2017-01-03`);
}

function originFlag(text: string): string {
  try {
    return checkedOrigin(text);
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error));
  }
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, allowPositionals: false }).values;
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error));
  }
}

/** Reads the command line. @throws OptionError that names the flag at fault. */
export function parseCommandLine(args: readonly string[]): ExchangeOptions {
  const flags = parseFlags(args);
  const whole = (most: number) => (value: number) => Number.isInteger(value) && value >= 0 && value <= most;
  const { speed, seed, start } = flags;
  const closedHours = flags['closed-hours'];
  return {
    port: numberFlag('port', flags.port, whole(65_535), 'a port from 0 to 65535'),
    host: flags.host,
    origins: flags.origin?.map(originFlag),
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
  };
}
