import type { Database } from '../../storage/database.ts';
import type { Change, Commit } from '../../storage/document.ts';
import { childPath, lastSegment, parentOf } from '../../storage/resource-path.ts';
import { inScope, type Scope } from '../query.ts';

/** Which documents a target is about. */
export type Interest = { readonly paths: readonly string[] } | { readonly scope: Scope };

/** Someone who follows several targets over one stream. */
export interface Watcher<Target> {
  /** Called once per commit that touches any of the watcher's targets. */
  onCommit(time: number, touched: ReadonlyMap<Target, readonly Change[]>): void;
}

interface Subscription<Target> {
  readonly watcher: Watcher<Target>;
  readonly target: Target;
  readonly interest: Interest;
}

/** Routes the changes of each commit to the targets that they may concern, and to no others. */
export class WatchRegistry<Target> {
  private readonly byDocument = new Map<string, Set<Subscription<Target>>>();
  private readonly byCollection = new Map<string, Set<Subscription<Target>>>();
  private readonly byGroup = new Map<string, Set<Subscription<Target>>>();
  private readonly anywhere = new Set<Subscription<Target>>();

  constructor(database: Database) {
    database.subscribe(commit => this.dispatch(commit));
  }

  /** @returns ends the subscription */
  add(watcher: Watcher<Target>, target: Target, interest: Interest): () => void {
    const subscription = { watcher, target, interest };
    const places = this.placesOf(interest);
    for (const { index, key } of places) {
      const set = index.get(key);
      if (set === undefined) index.set(key, new Set([subscription]));
      else set.add(subscription);
    }
    if (places.length === 0) this.anywhere.add(subscription);
    return () => {
      this.anywhere.delete(subscription);
      for (const { index, key } of places) {
        const set = index.get(key);
        set?.delete(subscription);
        if (set?.size === 0) index.delete(key);
      }
    };
  }

  private placesOf(interest: Interest): { index: Map<string, Set<Subscription<Target>>>; key: string }[] {
    if ('paths' in interest) return interest.paths.map(key => ({ index: this.byDocument, key }));
    const { parent, collectionId, allDescendants } = interest.scope;
    if (collectionId === undefined) return [];
    return allDescendants
      ? [{ index: this.byGroup, key: collectionId }]
      : [{ index: this.byCollection, key: childPath(parent, collectionId) }];
  }

  private dispatch({ time, changes }: Commit): void {
    const touched = new Map<Watcher<Target>, Map<Target, Change[]>>();
    for (const change of changes) {
      const collection = parentOf(change.path);
      for (const subscriptions of [
        this.byDocument.get(change.path),
        this.byCollection.get(collection),
        this.byGroup.get(lastSegment(collection)),
        this.anywhere,
      ]) {
        for (const { watcher, target, interest } of subscriptions ?? []) {
          if ('scope' in interest && !inScope(interest.scope, change.path)) continue;
          let targets = touched.get(watcher);
          if (targets === undefined) {
            targets = new Map();
            touched.set(watcher, targets);
          }
          const list = targets.get(target);
          if (list === undefined) targets.set(target, [change]);
          else list.push(change);
        }
      }
    }
    for (const [watcher, targets] of touched) notify(watcher, time, targets);
  }
}

/** The commit has happened: a watcher that fails must not keep it from the others or from its client. */
function notify<Target>(
  watcher: Watcher<Target>,
  time: number,
  targets: ReadonlyMap<Target, readonly Change[]>,
): void {
  try {
    watcher.onCommit(time, targets);
  } catch (error) {
    console.error('firestore: a listener failed', error);
  }
}
