import type { SeriesPoint } from '@/lib/documents/day-series.ts';

export type ChartTone = 'accent' | 'gain' | 'loss' | 'muted';

/** A line of the chart. Points are in order of time; values are decimal strings. */
export interface ChartSeries {
  /** What the line shows; the head of its column in the table. */
  readonly name: string;
  readonly points: readonly SeriesPoint[];
  readonly tone?: ChartTone;
}

/** A horizontal line at a value that matters, such as an entry price. */
export interface ChartLevel {
  readonly label: string;
  /** A decimal string. */
  readonly value: string;
  readonly tone: ChartTone;
}

/** Something that happened at a time, such as an entry. */
export interface ChartMarker {
  readonly label: string;
  readonly at: Date;
  readonly tone: ChartTone;
  readonly position: 'above' | 'below';
}
