import { type PolicyRecord, type SecretRecord, type VersionRecord, versionName } from './records.ts';

/*
 * The messages of google.cloud.secretmanager.v1 as the proto loader hands them over: camelCase, defaults
 * filled in, 64-bit integers as decimal strings, enums as their names, absent messages as null.
 */

/** A protobuf timestamp: seconds since the epoch as a decimal string, and nanoseconds. */
export interface TimestampMessage {
  readonly seconds: string;
  readonly nanos: number;
}

export interface ReplicationMessage {
  readonly automatic?: { readonly customerManagedEncryption?: unknown } | null;
  readonly userManaged?: {
    readonly replicas: readonly { readonly location: string; readonly customerManagedEncryption?: unknown }[];
  } | null;
}

/** The part of a Secret that a client may send. */
export interface SecretInput {
  readonly name: string;
  readonly replication: ReplicationMessage | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly versionAliases: Readonly<Record<string, string>>;
  readonly etag: string;
  readonly topics: readonly unknown[];
  readonly expireTime?: unknown;
  readonly ttl?: unknown;
  readonly rotation: unknown;
  readonly versionDestroyTtl: unknown;
  readonly customerManagedEncryption: unknown;
  readonly tags: Readonly<Record<string, string>>;
  readonly secretType: string;
}

export interface PolicyInput {
  readonly version: number;
  readonly bindings: readonly {
    readonly role: string;
    readonly members: readonly string[];
    readonly condition?: unknown;
  }[];
  readonly etag: Uint8Array;
}

/** A Secret as the service returns it. */
export function secretMessage(secret: SecretRecord) {
  return {
    name: secret.name,
    replication:
      secret.replication.kind === 'automatic'
        ? { automatic: {} }
        : { userManaged: { replicas: secret.replication.locations.map(location => ({ location })) } },
    createTime: timestampMessage(secret.createTime),
    labels: secret.labels,
    annotations: secret.annotations,
    versionAliases: secret.versionAliases,
    etag: secret.etag,
  };
}

/** A SecretVersion as the service returns it; never carries the payload. */
export function versionMessage(secret: SecretRecord, version: VersionRecord) {
  return {
    name: versionName(secret, version),
    createTime: timestampMessage(version.createTime),
    ...(version.destroyTime === undefined ? {} : { destroyTime: timestampMessage(version.destroyTime) }),
    state: version.state,
    replicationStatus:
      secret.replication.kind === 'automatic'
        ? { automatic: {} }
        : { userManaged: { replicas: secret.replication.locations.map(location => ({ location })) } },
    etag: version.etag,
    clientSpecifiedPayloadChecksum: version.clientSpecifiedChecksum,
  };
}

/** The policy of a secret; one that was never set reads as empty. */
export function policyMessage(policy: PolicyRecord | undefined) {
  if (policy === undefined) return { version: 0, bindings: [], etag: Buffer.from('ACAB', 'base64') };
  return { version: policy.version, bindings: policy.bindings, etag: Buffer.from(policy.etag, 'base64') };
}

function timestampMessage(iso: string): TimestampMessage {
  const milliseconds = Date.parse(iso);
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds: String(seconds), nanos: (milliseconds - seconds * 1000) * 1_000_000 };
}
