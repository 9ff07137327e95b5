const NANOS = 1_000_000_000;
const BIG_NANOS = 1_000_000_000n;

/** 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z, in seconds since 1970. */
const MIN_SECONDS = -62_135_596_800;
const MAX_SECONDS = 253_402_300_799;

/** About 10,000 years, the range of a protobuf duration. */
const MAX_DURATION_SECONDS = 315_576_000_000;

/** A point in time with nanosecond precision, UTC. `nanos` is 0..999,999,999 and counts forward. */
export class Timestamp {
  readonly seconds: number;
  readonly nanos: number;

  constructor(seconds: number, nanos: number) {
    this.seconds = seconds;
    this.nanos = nanos;
  }

  static fromMillis(millis: number): Timestamp {
    const seconds = Math.floor(millis / 1000);
    return new Timestamp(seconds, Math.round((millis - seconds * 1000) * 1_000_000));
  }

  /** undefined outside of the years 1 to 9999. */
  static fromTotalNanos(total: bigint): Timestamp | undefined {
    let seconds = total / BIG_NANOS;
    let nanos = total % BIG_NANOS;
    if (nanos < 0n) {
      seconds -= 1n;
      nanos += BIG_NANOS;
    }
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) return undefined;
    return new Timestamp(Number(seconds), Number(nanos));
  }

  totalNanos(): bigint {
    return BigInt(this.seconds) * BIG_NANOS + BigInt(this.nanos);
  }

  /** Calendar fields in UTC. */
  toDate(): Date {
    return new Date(this.seconds * 1000 + Math.floor(this.nanos / 1_000_000));
  }
}

/** A length of time; `seconds` and `nanos` carry the same sign. */
export class Duration {
  readonly seconds: number;
  readonly nanos: number;

  constructor(seconds: number, nanos: number) {
    this.seconds = seconds;
    this.nanos = nanos;
  }

  /** undefined beyond about 10,000 years in either direction. */
  static fromTotalNanos(total: bigint): Duration | undefined {
    const seconds = total / BIG_NANOS;
    if (seconds > MAX_DURATION_SECONDS || seconds < -MAX_DURATION_SECONDS) return undefined;
    return new Duration(Number(seconds), Number(total % BIG_NANOS));
  }

  totalNanos(): bigint {
    return BigInt(this.seconds) * BIG_NANOS + BigInt(this.nanos);
  }
}

export const NANOS_PER_SECOND = NANOS;
