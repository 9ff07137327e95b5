/** States of a version; `DESTROYED` is terminal. */
export type VersionState = 'ENABLED' | 'DISABLED' | 'DESTROYED';

/** One version of a secret. `payload` is base64 and absent once the version is destroyed. */
export interface VersionRecord {
  readonly number: number;
  readonly state: VersionState;
  readonly createTime: string;
  readonly destroyTime?: string;
  readonly etag: string;
  readonly payload?: string;
  readonly crc32c: number;
  readonly clientSpecifiedChecksum: boolean;
}

/** How the secret is replicated; only echoed back, there is one copy here. */
export type ReplicationRecord =
  | { readonly kind: 'automatic' }
  | { readonly kind: 'userManaged'; readonly locations: readonly string[] };

/** An access policy as last set. Stored and returned, never enforced. */
export interface PolicyRecord {
  readonly version: number;
  readonly bindings: readonly { readonly role: string; readonly members: readonly string[] }[];
  readonly etag: string;
}

/** A secret with every version it ever had, in ascending order of number. Times are ISO 8601 in UTC. */
export interface SecretRecord {
  readonly name: string;
  readonly createTime: string;
  readonly etag: string;
  readonly replication: ReplicationRecord;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly versionAliases: Readonly<Record<string, number>>;
  readonly versions: readonly VersionRecord[];
  readonly policy?: PolicyRecord;
}

/** The full resource name of a version. */
export function versionName(secret: SecretRecord, version: VersionRecord): string {
  return `${secret.name}/versions/${version.number}`;
}
