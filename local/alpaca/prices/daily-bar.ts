/** One trading day of one instrument: prices in ticks, volume in lots, all of them safe integers. */
export interface DailyBar {
  /** `YYYY-MM-DD`, New York for stocks, Chicago for crypto. */
  readonly date: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}
