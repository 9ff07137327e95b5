import { invalidArgument, secretExists } from './errors.ts';
import { compileFilter } from './filter.ts';
import { type SecretInput, secretMessage } from './messages.ts';
import {
  checkAliases,
  checkAnnotations,
  checkLabels,
  parseReplication,
  refuseUnsupported,
} from './metadata-rules.ts';
import { parseProject, parseSecretId, parseSecretName } from './names.ts';
import { pageOf } from './paging.ts';
import type { SecretRecord } from './records.ts';
import { checkEtag, newEtag, type SecretStore } from './secret-store.ts';

/** A list request, of secrets or of versions. */
export interface ListRequest {
  readonly parent: string;
  readonly pageSize: number;
  readonly pageToken: string;
  readonly filter: string;
}

interface CreateRequest {
  readonly parent: string;
  readonly secretId: string;
  readonly secret: SecretInput | null;
}

interface UpdateRequest {
  readonly secret: SecretInput | null;
  readonly updateMask: { readonly paths: readonly string[] } | null;
}

/** The calls on secrets themselves: create, get, list, update, delete. `now` gives the current time. */
export function secretCalls(store: SecretStore, now: () => Date) {
  return {
    createSecret({ parent, secretId, secret }: CreateRequest) {
      const name = `${parseProject(parent)}/secrets/${parseSecretId(secretId)}`;
      if (secret === null) throw invalidArgument('The secret must have a replication policy.');
      refuseUnsupported(secret);
      const record: SecretRecord = {
        name,
        createTime: now().toISOString(),
        etag: newEtag(),
        replication: parseReplication(secret.replication),
        labels: checkLabels(secret.labels),
        annotations: checkAnnotations(secret.annotations),
        versionAliases: checkAliases(secret.versionAliases, []),
        versions: [],
      };
      if (store.find(name) !== undefined) throw secretExists(name);
      return secretMessage(store.put(record));
    },

    getSecret({ name }: { readonly name: string }) {
      return secretMessage(store.get(parseSecretName(name)));
    },

    listSecrets(request: ListRequest) {
      const all = store.list(parseProject(request.parent));
      const matches = compileFilter(request.filter);
      const page = pageOf(
        all.filter(secret => matches(fieldsOf(secret))),
        secret => `${secret.createTime} ${secret.name}`,
        { ...request, scope: `secrets ${request.parent} ${request.filter}` },
        (secret, key) => isOlder(secret, key),
      );
      return {
        secrets: page.items.map(secretMessage),
        nextPageToken: page.nextPageToken,
        totalSize: request.filter === '' ? all.length : 0,
      };
    },

    updateSecret({ secret, updateMask }: UpdateRequest) {
      const paths = updateMask?.paths ?? [];
      if (secret === null || paths.length === 0) throw invalidArgument('The update mask must not be empty.');
      const current = store.get(parseSecretName(secret.name));
      checkEtag(secret.etag, current.etag, current.name);
      let changed: SecretRecord = { ...current, etag: newEtag() };
      for (const path of paths) {
        if (path === 'labels') changed = { ...changed, labels: checkLabels(secret.labels) };
        else if (path === 'annotations')
          changed = { ...changed, annotations: checkAnnotations(secret.annotations) };
        else if (path === 'version_aliases') {
          changed = { ...changed, versionAliases: checkAliases(secret.versionAliases, current.versions) };
        } else throw invalidArgument(`The field [${path}] cannot be updated.`);
      }
      return secretMessage(store.put(changed));
    },

    deleteSecret({ name, etag }: { readonly name: string; readonly etag: string }) {
      const secret = store.get(parseSecretName(name));
      checkEtag(etag, secret.etag, secret.name);
      store.remove(secret.name);
      return {};
    },
  };
}

function fieldsOf(secret: SecretRecord): Map<string, string | number> {
  const { replication } = secret;
  return new Map<string, string | number>([
    ['name', secret.name],
    ['create_time', Date.parse(secret.createTime)],
    ['etag', secret.etag],
    ...(replication.kind === 'automatic'
      ? [['replication.automatic', 'true'] as const]
      : [['replication.user_managed.replicas.location', replication.locations.join(' ')] as const]),
    ...Object.entries(secret.labels).map(([key, value]) => [`labels.${key}`, value] as const),
    ...Object.entries(secret.annotations).map(([key, value]) => [`annotations.${key}`, value] as const),
  ]);
}

/** Whether a secret comes after the key of the last one handed out, newest first. */
function isOlder(secret: SecretRecord, key: string): boolean {
  const [time = '', name = ''] = key.split(' ');
  return secret.createTime < time || (secret.createTime === time && secret.name > name);
}
