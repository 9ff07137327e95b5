import type { Query } from '../../query/query.ts';
import { DocumentsView } from '../../query/watch/documents-view.ts';
import { QueryView } from '../../query/watch/query-view.ts';
import { decodeResumeToken } from '../../query/watch/resume-token.ts';
import type { View } from '../../query/watch/view.ts';
import type { Interest } from '../../query/watch/watch-registry.ts';
import { WindowView } from '../../query/watch/window-view.ts';
import { invalidArgument } from '../../storage/errors.ts';
import { type DatabaseId, parseParentName } from '../../storage/resource-path.ts';
import type { AccessCheck } from './access.ts';
import type { Engine, ServedDatabase } from './engine.ts';
import type { TargetMessage } from './messages.ts';
import { pathInDatabase } from './parse-write.ts';
import { checkedQuery } from './queries.ts';

/** One target of a listen stream. */
export interface ListenTarget {
  readonly id: number;
  readonly view: View;
  readonly interest: Interest;
  /**
   * Asks whether the caller may see what the target shows.
   *
   * @returns the documents that the permission rests on
   * @throws PERMISSION_DENIED
   */
  authorize(access: AccessCheck): readonly string[];
  /** Microseconds since the epoch up to which the client is up to date; undefined for a fresh start. */
  readonly resumeFrom: number | undefined;
  readonly once: boolean;
  readonly wantsCount: boolean;
}

/** @throws INVALID_ARGUMENT */
export function parseTarget(
  engine: Engine,
  served: ServedDatabase,
  databaseId: DatabaseId,
  message: TargetMessage,
): ListenTarget {
  const common = {
    id: message.targetId,
    resumeFrom: parseResume(message),
    once: message.once,
    wantsCount: Boolean(message.expectedCount),
  };
  const { database, queries } = served;
  if (message.documents) {
    const paths = message.documents.documents.map(name => pathInDatabase(name, databaseId));
    return {
      ...common,
      view: new DocumentsView(database, paths),
      interest: { paths },
      authorize: access => access.get(paths, database),
    };
  }
  if (message.query) {
    const parent = parseParentName(message.query.parent);
    const query = checkedQuery(engine, message.query.structuredQuery, { ...parent, databaseId });
    return {
      ...common,
      view: isWindow(query) ? new WindowView(queries, query) : new QueryView(queries, query),
      interest: { scope: query.scope },
      authorize: access => access.list(query, database),
    };
  }
  throw invalidArgument('A target has neither documents nor a query.');
}

function isWindow({ limit, offset }: Query): boolean {
  return limit !== undefined || offset > 0;
}

function parseResume({ resumeToken, readTime }: TargetMessage): number | undefined {
  if (resumeToken && resumeToken.length > 0) {
    const time = decodeResumeToken(resumeToken);
    if (time === undefined) throw invalidArgument('bad resume token');
    return time;
  }
  return readTime?.toMicros();
}
