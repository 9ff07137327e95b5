const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Reads `30s`, `5m` or `1h` as milliseconds; undefined for anything else, zero included. */
export function parseDuration(text: string): number | undefined {
  const [, amount = '', unit = ''] = /^(\d{1,4})([smh])$/.exec(text) ?? [];
  const milliseconds = Number(amount) * (unit === 's' || unit === 'm' || unit === 'h' ? UNIT_MS[unit] : 0);
  return milliseconds > 0 ? milliseconds : undefined;
}

/** Writes milliseconds the way they are read: to the hundredth under ten seconds, then to the tenth. */
export function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
}

/** Writes an interval in its largest whole unit: "minute", "5 seconds", "2 hours". */
export function formatInterval(milliseconds: number): string {
  const [name, size] =
    milliseconds % UNIT_MS.h === 0
      ? ['hour', UNIT_MS.h]
      : milliseconds % UNIT_MS.m === 0
        ? ['minute', UNIT_MS.m]
        : ['second', UNIT_MS.s];
  const count = milliseconds / size;
  return count === 1 ? name : `${count} ${name}s`;
}
