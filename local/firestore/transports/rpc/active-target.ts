import type { Watcher } from '../../query/watch/watch-registry.ts';
import type { AccessCheck } from './access.ts';
import type { ServedDatabase } from './engine.ts';
import type { ListenTarget } from './listen-target.ts';

const nothing = (): void => undefined;

/** A target that is listened to: follows the documents that it shows, and those that its permission rests on. */
export class ActiveTarget {
  readonly target: ListenTarget;
  private readonly served: ServedDatabase;
  private readonly guard: Watcher<ListenTarget>;
  private guarded = '';
  private stopGuarding = nothing;
  private stopWatching = nothing;

  /** @param guard told when a document changes that the permission rests on */
  constructor(served: ServedDatabase, target: ListenTarget, guard: Watcher<ListenTarget>) {
    this.served = served;
    this.target = target;
    this.guard = guard;
  }

  /** Asks for permission, and follows what the answer rests on. @throws PERMISSION_DENIED */
  authorize(access: AccessCheck): void {
    const paths = this.target.authorize(access);
    const key = paths.join('\n');
    if (key === this.guarded) return;
    this.stopGuarding();
    this.guarded = key;
    this.stopGuarding =
      paths.length === 0 ? nothing : this.served.guards.add(this.guard, this.target, { paths });
  }

  /** Starts to follow what the target shows. */
  watch(watcher: Watcher<ListenTarget>): void {
    this.stopWatching = this.served.watches.add(watcher, this.target, this.target.interest);
  }

  end(): void {
    this.stopWatching();
    this.stopGuarding();
  }
}
