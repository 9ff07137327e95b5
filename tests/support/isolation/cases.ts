import { assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import type { Firestore } from 'firebase/firestore';
import type { Asker, RulesWorld } from './rules-world.ts';

type Act = (db: Firestore) => Promise<unknown>;

/** One request that the rules judge. A denial comes with a control: what differs from it decides. */
export interface Case {
  readonly title: string;
  readonly who: Exclude<Asker, 'admin'>;
  /** Brings the documents into the state that the request meets, past the rules. */
  readonly arrange?: Act;
  readonly attempt: Act;
  /** Undefined: the request is allowed. */
  readonly control?: {
    readonly who: Asker;
    /** The same request where it is left out. */
    readonly attempt?: Act;
  };
}

export const isDenied = (one: Case): boolean => one.control !== undefined;

/** @throws when the rules judge otherwise, or when the control of a denial fails */
export async function judge(world: RulesWorld, one: Case): Promise<void> {
  await one.arrange?.(world.as('admin'));
  if (one.control === undefined) {
    await assertSucceeds(one.attempt(world.as(one.who)));
    return;
  }
  await assertFails(one.attempt(world.as(one.who)));
  await assertSucceeds((one.control.attempt ?? one.attempt)(world.as(one.control.who)));
}
