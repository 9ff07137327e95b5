import { z } from 'zod';

/** The ways to misbehave. */
export const behaviourSchema = z.strictObject({
  kind: z.enum([
    'prose',
    'bad-json',
    'refusal',
    '429',
    '500',
    'hang',
    'reset',
    'truncated',
    'other-symbol',
    'nan',
    'over-budget',
    'injected',
  ]),
  /** How many questions it lasts; without it, until it is taken back. */
  times: z.int().min(1).optional(),
});

export type BehaviourKind = z.infer<typeof behaviourSchema>['kind'];

/** How the next questions are answered. */
export class BehaviourBoard {
  #current: { readonly kind: BehaviourKind; left: number } | undefined;

  set({ kind, times }: z.infer<typeof behaviourSchema>): void {
    this.#current = { kind, left: times ?? Number.POSITIVE_INFINITY };
  }

  clear(): void {
    this.#current = undefined;
  }

  /** What is in force, `remaining` being null where it has no end. */
  get current(): { kind: BehaviourKind; remaining: number | null } | null {
    if (!this.#current) return null;
    const { kind, left } = this.#current;
    return { kind, remaining: Number.isFinite(left) ? left : null };
  }

  /** How one question is answered; uses up one of its times. */
  take(): BehaviourKind | undefined {
    const taken = this.#current;
    if (!taken) return undefined;
    taken.left -= 1;
    if (taken.left <= 0) this.#current = undefined;
    return taken.kind;
  }
}
