import type { Change, StoredDocument } from '../../storage/document.ts';

/** What happened to one document as seen through a listener's target. */
export type ViewChange =
  /** It is in the view, newly or with new content. */
  | { readonly kind: 'in'; readonly path: string; readonly document: StoredDocument }
  /** It is not, or no longer, in the view; its present state, if it exists at all. */
  | { readonly kind: 'out'; readonly path: string; readonly document: StoredDocument | undefined };

/**
 * The documents that a target shows, followed change by change.
 *
 * A view is brought up to date with the changes of one commit at a time, which are already in the database.
 */
export interface View {
  /** Everything that the view shows at present, as changes from nothing. */
  open(): ViewChange[];
  /** What has changed in the view since an earlier time that the database's log covers. */
  resume(since: number): ViewChange[];
  /** How many documents the view shows at present. */
  count(): number;
  /** @param changes those changes of one commit that are in the target's scope */
  update(changes: readonly Change[]): ViewChange[];
}
