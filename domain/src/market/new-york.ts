/** What New York's clocks show. */
export interface NewYorkTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Minutes since midnight, whole. */
  readonly minute: number;
}

const format = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** What New York's clocks show at a time, by the time zone database of the runtime. */
export function clockInNewYork(at: Date): NewYorkTime {
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
}
