import { compareUtf8 } from '../storage/utf8-order.ts';
import { type Operations, Tab } from './tab.ts';

/** On whose behalf an operation happens: server libraries, a signed-in user, or nobody known. */
export type CallerKind = 'admin' | 'user' | 'anonymous';

const CALLER_KINDS: readonly CallerKind[] = ['admin', 'user', 'anonymous'];

/** What was billed in one project since the server's start or the last reset. */
export interface BilledOperations {
  readonly total: Operations;
  /** By kind of caller and by collection, ids replaced by `*`. */
  readonly operations: readonly (Operations & {
    readonly caller: CallerKind;
    readonly collection: string;
  })[];
}

/** Counts what Google would charge for, per project. */
export class Billing {
  private readonly projects = new Map<string, Readonly<Record<CallerKind, Tab>>>();

  tab(project: string, caller: CallerKind): Tab {
    let tabs = this.projects.get(project);
    if (tabs === undefined) {
      tabs = { admin: new Tab(), user: new Tab(), anonymous: new Tab() };
      this.projects.set(project, tabs);
    }
    return tabs[caller];
  }

  billed(project: string): BilledOperations {
    const tabs = this.projects.get(project);
    const operations = CALLER_KINDS.flatMap(caller =>
      [...(tabs?.[caller].entries() ?? [])]
        .sort(([a], [b]) => compareUtf8(a, b))
        .map(([collection, billed]) => ({ caller, collection, ...billed })),
    );
    const sum = (what: keyof Operations): number => operations.reduce((all, line) => all + line[what], 0);
    return { total: { reads: sum('reads'), writes: sum('writes'), deletes: sum('deletes') }, operations };
  }

  reset(project: string): void {
    for (const tab of Object.values(this.projects.get(project) ?? {})) tab.clear();
  }
}
