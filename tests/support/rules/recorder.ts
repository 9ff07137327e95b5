import type { Decision } from '../../../local/firestore/rules/decision.ts';
import type { DocumentReader } from '../../../local/firestore/rules/evaluate/reads.ts';
import type { AccessRequest } from '../../../local/firestore/rules/request.ts';
import type { Ruleset } from '../../../local/firestore/rules/ruleset.ts';
import type { MapValue } from '../../../local/firestore/rules/values/value.ts';

/** A request as it reached the rules, with the answer. */
export interface Verdict {
  readonly request: AccessRequest;
  readonly reader: DocumentReader;
  readonly allowed: boolean;
}

export const verdicts: Verdict[] = [];

type Authorize = (ruleset: Ruleset, request: AccessRequest, reader: DocumentReader) => Decision;

/** The ruleset that judged last: its coverage counts everything that was asked. */
export const judged: { ruleset?: Ruleset } = {};

/** Judges as `authorize` does, and keeps what it was asked, for other rules to be asked the same. */
export const recording =
  (authorize: Authorize): Authorize =>
  (ruleset, request, reader) => {
    const seen = new Map<string, MapValue | undefined>();
    const look = (path: readonly string[], found: MapValue | undefined): MapValue | undefined => {
      seen.set(path.join('/'), found);
      return found;
    };
    const decision = authorize(ruleset, request, {
      before: path => look(path, reader.before(path)),
      after: path => look(path, reader.after(path)),
    });
    // Other rules may look these up where today's do not get as far.
    if (request.method !== 'list') {
      const [root = '', database = '', documents = ''] = request.path;
      const places = [
        ['traderProfiles', request.path.at(-1) ?? ''],
        ['users', request.path[4] ?? ''],
      ];
      for (const place of places) {
        const path = [root, database, documents, ...place];
        seen.set(path.join('/'), seen.get(path.join('/')) ?? reader.before(path));
      }
    }
    const again = (path: readonly string[]): MapValue | undefined => seen.get(path.join('/'));
    judged.ruleset = ruleset;
    // The budget of reads is shared by the writes of one commit, and spent.
    const { sharedReads: _, ...alone } = request;
    verdicts.push({
      request: alone as AccessRequest,
      reader: { before: again, after: again },
      allowed: decision.allowed,
    });
    return decision;
  };
