import type { Tab } from '../../billing/tab.ts';
import { encodeResumeToken } from '../../query/watch/resume-token.ts';
import type { ViewChange } from '../../query/watch/view.ts';
import type { Watcher } from '../../query/watch/watch-registry.ts';
import type { Change } from '../../storage/document.ts';
import { FirestoreError, invalidArgument } from '../../storage/errors.ts';
import {
  type DatabaseId,
  databaseName,
  parseDatabaseName,
  resourceName,
} from '../../storage/resource-path.ts';
import { TimestampValue } from '../../storage/values.ts';
import { AccessCheck } from './access.ts';
import { ActiveTarget } from './active-target.ts';
import type { CallContext } from './call-context.ts';
import { toMessage } from './document-messages.ts';
import type { Engine, ServedDatabase } from './engine.ts';
import { type ListenTarget, parseTarget } from './listen-target.ts';
import type { ListenRequest, TargetMessage } from './messages.ts';

/** Wire numbers of the kinds of target changes. */
const TARGET_CHANGE = { NO_CHANGE: 0, ADD: 1, REMOVE: 2, CURRENT: 3, RESET: 4 } as const;

/** Who was away for longer is billed as if for a query of its own. */
const RESUMED_CHEAPLY_MICROS = 30 * 60 * 1_000_000;

/** Where a stream's responses go. */
export type Emit = (response: object) => void;

/** One Listen stream: targets come and go, and changes to what they show are sent as they are committed. */
export class ListenStream implements Watcher<ListenTarget> {
  private readonly engine: Engine;
  private readonly context: CallContext;
  private readonly emit: Emit;
  private readonly targets = new Map<number, ActiveTarget>();
  /** Told of changes to documents that permissions rest on. */
  private readonly guard: Watcher<ListenTarget> = {
    onCommit: (_, touched) => {
      for (const { id } of touched.keys()) this.stillAllowed(id);
    },
  };
  private opened: { databaseId: DatabaseId; served: ServedDatabase; access: AccessCheck } | undefined;

  constructor(engine: Engine, context: CallContext, emit: Emit) {
    this.engine = engine;
    this.context = context;
    this.emit = emit;
  }

  /** @throws what ends the stream: a malformed request, another database, a bad token */
  receive(request: ListenRequest): void {
    this.open(request.database);
    if (request.addTarget) this.addTarget(request.addTarget);
    else if (request.removeTarget) this.removeTarget(request.removeTarget);
    else throw invalidArgument('The request neither adds nor removes a target.');
  }

  /** Ends all targets without a word. */
  close(): void {
    for (const active of this.targets.values()) active.end();
    this.targets.clear();
  }

  onCommit(time: number, touched: ReadonlyMap<ListenTarget, readonly Change[]>): void {
    const updates = new Map<number, ViewChange[]>();
    for (const [target, changes] of touched) {
      if (!this.targets.has(target.id)) continue;
      const update = target.view.update(changes);
      if (update.length === 0 || !this.stillAllowed(target.id)) continue;
      this.opened?.access.tab.changed(target.interest, update);
      updates.set(target.id, update);
    }
    if (updates.size === 0) return;
    this.emitChanges(updates, time);
    this.emitSnapshot(time);
  }

  private open(name: string): void {
    const databaseId = parseDatabaseName(name);
    if (this.opened === undefined) {
      const access = new AccessCheck(this.engine, databaseId, this.context.caller(databaseId));
      this.opened = { databaseId, served: this.engine.served(databaseId), access };
    } else if (databaseName(this.opened.databaseId) !== name) {
      throw invalidArgument('A listen stream stays with one database.');
    }
  }

  private addTarget(message: TargetMessage): void {
    if (this.opened === undefined) return;
    const { served, databaseId, access } = this.opened;
    const { targetId } = message;
    this.endTarget(targetId);
    this.emitTargetChange(TARGET_CHANGE.ADD, [targetId]);
    let active: ActiveTarget;
    try {
      active = new ActiveTarget(served, parseTarget(this.engine, served, databaseId, message), this.guard);
      active.authorize(access);
    } catch (error) {
      this.refuse(targetId, error);
      return;
    }
    const { target } = active;
    const time = this.engine.store.clock.readTime();
    active.watch(this);
    this.targets.set(targetId, active);
    this.sendInitial(target, served, access.tab, time);
    this.emitTargetChange(TARGET_CHANGE.CURRENT, [targetId], time);
    this.emitSnapshot(time);
    if (target.once) this.removeTarget(targetId);
  }

  private sendInitial(target: ListenTarget, served: ServedDatabase, tab: Tab, time: number): void {
    const { resumeFrom, view, interest } = target;
    const resumable = resumeFrom !== undefined && served.database.log.covers(resumeFrom);
    if (resumeFrom !== undefined && !resumable) this.emitTargetChange(TARGET_CHANGE.RESET, [target.id]);
    const changes = resumable ? view.resume(resumeFrom) : view.open();
    if (!resumable) tab.opened(interest, changes.length);
    else if (time - resumeFrom > RESUMED_CHEAPLY_MICROS) tab.opened(interest, view.count());
    else tab.changed(interest, changes);
    this.emitChanges(new Map([[target.id, changes]]), time);
    if (target.wantsCount) this.emit({ filter: { targetId: target.id, count: view.count() } });
  }

  private removeTarget(targetId: number): void {
    this.endTarget(targetId);
    this.emitTargetChange(TARGET_CHANGE.REMOVE, [targetId]);
  }

  private endTarget(targetId: number): void {
    this.targets.get(targetId)?.end();
    this.targets.delete(targetId);
  }

  /** Ends one target with its reason; the stream and the other targets go on. */
  private refuse(targetId: number, error: unknown): void {
    if (!(error instanceof FirestoreError)) throw error;
    const cause = { code: error.code, message: error.message };
    this.emit({ targetChange: { targetChangeType: TARGET_CHANGE.REMOVE, targetIds: [targetId], cause } });
  }

  /** Asks again for one target's permission, and ends the target when it is gone. */
  private stillAllowed(targetId: number): boolean {
    const active = this.targets.get(targetId);
    if (this.opened === undefined || active === undefined) return false;
    try {
      active.authorize(this.opened.access);
      return true;
    } catch (error) {
      this.endTarget(targetId);
      this.refuse(targetId, error);
      return false;
    }
  }

  /** Sends each changed document once, with all the targets that it enters, stays in or leaves. */
  private emitChanges(updates: ReadonlyMap<number, readonly ViewChange[]>, time: number): void {
    if (this.opened === undefined) return;
    const { databaseId } = this.opened;
    const readTime = TimestampValue.fromMicros(time);
    for (const { change, targetIds, removedTargetIds } of byDocument(updates)) {
      if (change.document === undefined) {
        const document = resourceName(databaseId, change.path);
        this.emit({ documentDelete: { document, removedTargetIds, readTime } });
      } else {
        const document = toMessage(databaseId, change.document, undefined);
        this.emit({ documentChange: { document, targetIds, removedTargetIds } });
      }
    }
  }

  private emitTargetChange(targetChangeType: number, targetIds: number[], time?: number): void {
    this.emit({
      targetChange: {
        ...(targetChangeType === TARGET_CHANGE.NO_CHANGE ? {} : { targetChangeType }),
        targetIds,
        ...(time === undefined
          ? {}
          : { resumeToken: encodeResumeToken(time), readTime: TimestampValue.fromMicros(time) }),
      },
    });
  }

  /** Tells the client that what it has now is consistent as of a time. */
  private emitSnapshot(time: number): void {
    this.emitTargetChange(TARGET_CHANGE.NO_CHANGE, [], time);
  }
}

interface DocumentUpdate {
  change: ViewChange;
  readonly targetIds: number[];
  readonly removedTargetIds: number[];
}

function byDocument(updates: ReadonlyMap<number, readonly ViewChange[]>): Iterable<DocumentUpdate> {
  const documents = new Map<string, DocumentUpdate>();
  for (const [targetId, changes] of updates) {
    for (const change of changes) {
      let update = documents.get(change.path);
      if (update === undefined) {
        update = { change, targetIds: [], removedTargetIds: [] };
        documents.set(change.path, update);
      }
      (change.kind === 'in' ? update.targetIds : update.removedTargetIds).push(targetId);
    }
  }
  return documents.values();
}
