import { BEFORE_REPAIR } from '@agenttrader/domain/documents/marks';
import * as paths from '@agenttrader/domain/paths';
import { type DocumentSnapshot, FieldPath, FieldValue, type Firestore } from 'firebase-admin/firestore';
import { findKeyFields } from '../../migration/keys/read-keys.ts';
import type { KeyDocument, KeyDocuments } from '../../migration/ports.ts';
import { isConflict } from '../firestore/grpc-status.ts';
import { revisionOf, unchangedSince } from '../firestore/revision.ts';
import { connectionReader } from '../tenants/connection-reader.ts';

/** Documents under a tenant's secrets that are looked at: there was one for each broker. */
const MOST = 20;

/** Keys that earlier systems left in a tenant's documents. They are handed to nobody but the mover of keys. */
export function legacyKeys(db: Firestore): KeyDocuments {
  const settings = (uid: string) => db.doc(paths.brokerConfig(uid, 'alpaca'));
  return {
    async list(uid) {
      const secrets = db.collection(paths.closedSecrets(uid)).orderBy(FieldPath.documentId()).limit(MOST);
      const [{ docs }, config] = await Promise.all([secrets.get(), settings(uid).get()]);
      const kept = docs.flatMap(document =>
        keyDocument(document.id === 'alpaca' ? 'keys' : 'other', document),
      );
      return findKeyFields(config.data() ?? {}).length > 0
        ? [...kept, ...keyDocument('settings', config)]
        : kept;
    },

    async hints(uid) {
      const fields = (await settings(uid).get()).data() ?? {};
      const before: unknown = fields[BEFORE_REPAIR];
      // A settings document that is in use is another connection's.
      return { ...fields, environment: undefined, ...(typeof before === 'object' ? before : fields) };
    },

    connection: uid => connectionReader(db).read(uid),

    async remove({ path, kind, fields, revision }) {
      const document = db.doc(path);
      try {
        const batch = db.batch();
        if (kind === 'settings') {
          const without = findKeyFields(fields).map(name => [name, FieldValue.delete()] as const);
          batch.update(document, Object.fromEntries(without), unchangedSince(revision));
        } else {
          batch.delete(document, unchangedSince(revision));
        }
        await batch.commit();
        return 'removed';
      } catch (thrown) {
        if (isConflict(thrown)) return 'changed';
        throw thrown;
      }
    },
  };
}

function keyDocument(kind: KeyDocument['kind'], document: DocumentSnapshot): KeyDocument[] {
  const revision = revisionOf(document);
  return revision ? [{ path: document.ref.path, kind, fields: document.data() ?? {}, revision }] : [];
}
