const MINUTE = 60_000;

/** Where a caller stands within the present minute. */
export interface Allowance {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** End of the minute, unix seconds. */
  readonly resetSeconds: number;
}

/** Counts requests per name and wall-clock minute. */
export class RateLimiter {
  readonly #limit: number;
  readonly #counts = new Map<string, number>();
  #minute = -1;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The limit and the end of the present minute. */
  peek(wallMs: number): { limit: number; resetSeconds: number } {
    return { limit: this.#limit, resetSeconds: (Math.floor(wallMs / MINUTE) + 1) * 60 };
  }

  /** Counts one request. A refused one counts for nothing. */
  take(name: string, wallMs: number): Allowance {
    const minute = Math.floor(wallMs / MINUTE);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts.clear();
    }
    const used = this.#counts.get(name) ?? 0;
    const allowed = used < this.#limit;
    if (allowed) this.#counts.set(name, used + 1);
    return { allowed, remaining: Math.max(0, this.#limit - used - 1), ...this.peek(wallMs) };
  }
}

/** The headers that tell a client where it stands. */
export function rateLimitHeaders(allowance: Allowance): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(allowance.limit),
    'X-RateLimit-Remaining': String(allowance.remaining),
    'X-RateLimit-Reset': String(allowance.resetSeconds),
  };
}
