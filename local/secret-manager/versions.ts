import { crc32c } from './crc32c.ts';
import { failedPrecondition, invalidArgument, secretNotFoundOrEmpty, versionNotFound } from './errors.ts';
import { compileFilter } from './filter.ts';
import { versionMessage } from './messages.ts';
import { parseSecretName, parseVersionName, type VersionSelector } from './names.ts';
import { pageOf } from './paging.ts';
import { type SecretRecord, type VersionRecord, type VersionState, versionName } from './records.ts';
import { checkEtag, newEtag, type SecretStore } from './secret-store.ts';
import type { ListRequest } from './secrets.ts';

const LARGEST_PAYLOAD_BYTES = 65_536;

interface AddRequest {
  readonly parent: string;
  readonly payload: { readonly data: Uint8Array; readonly dataCrc32c?: string | null } | null;
}

interface NamedRequest {
  readonly name: string;
}

interface TransitionRequest extends NamedRequest {
  readonly etag: string;
}

/** The calls on versions: add, access, get, list, and the changes of state. `now` gives the current time. */
export function versionCalls(store: SecretStore, now: () => Date) {
  const transition = (to: VersionState) => (request: TransitionRequest) => {
    const { secret, version } = locate(store, request.name);
    if (!('number' in parseVersionName(request.name).version)) {
      throw invalidArgument('The state of a version is changed by its number, not by an alias.');
    }
    checkEtag(request.etag, version.etag, versionName(secret, version));
    if (version.state === 'DESTROYED') throw wrongState(secret, version);
    const { payload, ...kept } = version;
    const changed: VersionRecord =
      to === 'DESTROYED'
        ? { ...kept, state: to, destroyTime: now().toISOString(), etag: newEtag() }
        : { ...version, state: to, etag: newEtag() };
    const versions = secret.versions.map(other => (other.number === version.number ? changed : other));
    return versionMessage(store.put({ ...secret, versions }), changed);
  };

  return {
    addSecretVersion({ parent, payload }: AddRequest) {
      const secret = store.get(parseSecretName(parent));
      const data = payload?.data ?? new Uint8Array();
      if (data.length === 0) throw invalidArgument('The secret payload cannot be empty.');
      if (data.length > LARGEST_PAYLOAD_BYTES) {
        throw invalidArgument(`The secret payload must be at most ${LARGEST_PAYLOAD_BYTES} bytes.`);
      }
      const checksum = crc32c(data);
      const given = payload?.dataCrc32c ?? undefined;
      if (given !== undefined && given !== String(checksum)) {
        throw invalidArgument('The payload does not match the CRC32C checksum given with it.');
      }
      const version: VersionRecord = {
        number: (secret.versions.at(-1)?.number ?? 0) + 1,
        state: 'ENABLED',
        createTime: now().toISOString(),
        etag: newEtag(),
        payload: Buffer.from(data).toString('base64'),
        crc32c: checksum,
        clientSpecifiedChecksum: given !== undefined,
      };
      return versionMessage(store.put({ ...secret, versions: [...secret.versions, version] }), version);
    },

    accessSecretVersion({ name }: NamedRequest) {
      const { secret, version } = locate(store, name);
      if (version.state !== 'ENABLED' || version.payload === undefined) throw wrongState(secret, version);
      return {
        name: versionName(secret, version),
        payload: { data: Buffer.from(version.payload, 'base64'), dataCrc32c: String(version.crc32c) },
      };
    },

    getSecretVersion({ name }: NamedRequest) {
      const { secret, version } = locate(store, name);
      return versionMessage(secret, version);
    },

    listSecretVersions(request: ListRequest) {
      const secret = store.get(parseSecretName(request.parent));
      const matches = compileFilter(request.filter);
      const page = pageOf(
        secret.versions.toReversed().filter(version => matches(fieldsOf(secret, version))),
        version => String(version.number),
        { ...request, scope: `versions ${request.parent} ${request.filter}` },
        (version, key) => version.number < Number(key),
      );
      return {
        versions: page.items.map(version => versionMessage(secret, version)),
        nextPageToken: page.nextPageToken,
        totalSize: request.filter === '' ? secret.versions.length : 0,
      };
    },

    enableSecretVersion: transition('ENABLED'),
    disableSecretVersion: transition('DISABLED'),
    destroySecretVersion: transition('DESTROYED'),
  };
}

/**
 * Finds the version that a name means. `latest` is the highest number whatever its state: a disabled newest
 * version hides the older ones, as it does in production.
 */
function locate(store: SecretStore, name: string): { secret: SecretRecord; version: VersionRecord } {
  const { secret: secretName, version: selector } = parseVersionName(name);
  const secret = store.find(secretName);
  if (secret === undefined || secret.versions.length === 0) throw secretNotFoundOrEmpty(secretName);
  const version = select(secret, selector);
  if (version === undefined) throw versionNotFound(name);
  return { secret, version };
}

function select(secret: SecretRecord, selector: VersionSelector): VersionRecord | undefined {
  if ('number' in selector) return secret.versions.find(version => version.number === selector.number);
  if (selector.alias === 'latest') return secret.versions.at(-1);
  const number = secret.versionAliases[selector.alias];
  return secret.versions.find(version => version.number === number);
}

function wrongState(secret: SecretRecord, version: VersionRecord) {
  return failedPrecondition(`Secret Version [${versionName(secret, version)}] is in ${version.state} state.`);
}

function fieldsOf(secret: SecretRecord, version: VersionRecord): Map<string, string | number> {
  return new Map<string, string | number>([
    ['name', versionName(secret, version)],
    ['state', version.state],
    ['create_time', Date.parse(version.createTime)],
    ['etag', version.etag],
    ...(version.destroyTime === undefined
      ? []
      : [['destroy_time', Date.parse(version.destroyTime)] as const]),
  ]);
}
