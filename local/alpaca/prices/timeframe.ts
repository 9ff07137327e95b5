import { addDays, weekday } from '../clock/new-york.ts';

/** The length of a bar: so many minutes (that divide a day's hours evenly enough), days, weeks or months. */
export interface Timeframe {
  readonly unit: 'minute' | 'day' | 'week' | 'month';
  readonly count: number;
}

const PATTERN = /^(\d{1,2})(Min|T|Hour|H|Day|D|Week|W|Month|M)$/;
const MONTHS = new Set([1, 2, 3, 4, 6, 12]);

/** Reads `1Min`–`59Min`, `1Hour`–`23Hour`, `1Day`, `1Week`, `1Month`…; undefined for anything else. */
export function parseTimeframe(text: string): Timeframe | undefined {
  const match = PATTERN.exec(text);
  const count = Number(match?.[1]);
  switch (match?.[2]) {
    case 'Min':
    case 'T':
      return count >= 1 && count <= 59 ? { unit: 'minute', count } : undefined;
    case 'Hour':
    case 'H':
      return count >= 1 && count <= 23 ? { unit: 'minute', count: count * 60 } : undefined;
    case 'Day':
    case 'D':
      return count === 1 ? { unit: 'day', count } : undefined;
    case 'Week':
    case 'W':
      return count === 1 ? { unit: 'week', count } : undefined;
    case 'Month':
    case 'M':
      return MONTHS.has(count) ? { unit: 'month', count } : undefined;
    default:
      return undefined;
  }
}

/** First date of the day, week (its Monday) or month bar that a date falls into. */
export function dateBucket(timeframe: Timeframe, date: string): string {
  switch (timeframe.unit) {
    case 'week':
      return addDays(date, -((weekday(date) + 6) % 7));
    case 'month': {
      const month = Number(date.slice(5, 7)) - 1;
      const first = month - (month % timeframe.count) + 1;
      return `${date.slice(0, 5)}${String(first).padStart(2, '0')}-01`;
    }
    default:
      return date;
  }
}
