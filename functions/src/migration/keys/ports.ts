import type { KeyPorts } from '../../accounts/ports.ts';
import type { BrokerConnection } from '../../broker/tenant-access.ts';
import type { Revision } from '../../runtime/revision.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A document in which an earlier system may have kept keys. */
export interface KeyDocument {
  readonly path: string;
  /** `keys`: where they were kept. `settings`: the connection's own document. `other`: nobody knows. */
  readonly kind: 'keys' | 'settings' | 'other';
  readonly fields: Fields;
  readonly revision: Revision;
}

export interface KeyDocuments {
  /** The documents under the tenant's secrets, a few of them, and the connection's own where it holds keys. */
  list(uid: string): Promise<readonly KeyDocument[]>;
  /** What the tenant's old settings say of the account, without what was connected since. */
  hints(uid: string): Promise<Fields>;
  /** The connection that the heartbeat uses, if there is one. */
  connection(uid: string): Promise<BrokerConnection | undefined>;
  /** Deletes the document as it was read; of settings, only the keys in them. `changed`: it is another by now, and stays. */
  remove(document: KeyDocument): Promise<'removed' | 'changed'>;
}

export interface MovePorts extends KeyPorts {
  readonly documents: KeyDocuments;
}
