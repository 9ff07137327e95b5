import type { SecretManagerServiceClient } from '@google-cloud/secret-manager';
import { z } from 'zod';
import { type Credentials, CredentialsError, type CredentialsVault } from '../credentials.ts';
import { secretIdFor } from '../secret-name.ts';

const storedKeys = z.strictObject({ key_id: z.string().min(1), secret_key: z.string().min(1) });

/** gRPC status codes that decide what happens next. */
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const FAILED_PRECONDITION = 9;

const grpcCode = (thrown: unknown): number | undefined =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'number' ? thrown.code : undefined;

/**
 * The vault over Secret Manager: one secret for each tenant and exchange, one version for each pair ever
 * stored. The secret outlives its versions while the account lives; see docs/decisions/0003.
 *
 * @param timeoutMs for one call; the client would otherwise retry an unreachable server for a minute
 */
export function secretManagerVault(
  client: SecretManagerServiceClient,
  projectId: string,
  timeoutMs: number,
): CredentialsVault {
  const options = { timeout: timeoutMs };
  const nameOf = (uid: string, exchange: 'alpaca'): string =>
    `projects/${projectId}/secrets/${secretIdFor(uid, exchange)}`;

  const createIfMissing = async (uid: string, exchange: 'alpaca'): Promise<void> => {
    try {
      await client.createSecret(
        {
          parent: `projects/${projectId}`,
          secretId: secretIdFor(uid, exchange),
          secret: { replication: { automatic: {} }, labels: { app: 'agenttrader', exchange } },
        },
        options,
      );
    } catch (thrown) {
      if (grpcCode(thrown) !== ALREADY_EXISTS) throw thrown;
    }
  };

  return {
    async read({ uid, exchange, version }) {
      const data = await attempt(async () => {
        const [answer] = await client.accessSecretVersion(
          { name: `${nameOf(uid, exchange)}/versions/${version}` },
          options,
        );
        return answer.payload?.data;
      });
      return parseStored(data);
    },

    async store(uid, exchange, credentials) {
      const payload = { key_id: credentials.keyId, secret_key: credentials.secretKey };
      const add = (): Promise<string | null | undefined> =>
        client
          .addSecretVersion(
            { parent: nameOf(uid, exchange), payload: { data: Buffer.from(JSON.stringify(payload)) } },
            options,
          )
          .then(([version]) => version.name);
      const name = await attempt(async () => {
        try {
          return await add();
        } catch (thrown) {
          if (grpcCode(thrown) !== NOT_FOUND) throw thrown;
          await createIfMissing(uid, exchange);
          return add();
        }
      });
      const version = name?.split('/').at(-1);
      if (!version) throw new CredentialsError('unavailable');
      return version;
    },

    async list(uid, exchange) {
      return attempt(async () => {
        const listed: string[] = [];
        try {
          const versions = client.listSecretVersionsAsync(
            { parent: nameOf(uid, exchange), filter: 'NOT state:DESTROYED' },
            { ...options, autoPaginate: false },
          );
          for await (const { name, state } of versions) {
            const version = name?.split('/').at(-1);
            if (version && state !== 'DESTROYED') listed.push(version);
          }
        } catch (thrown) {
          if (grpcCode(thrown) !== NOT_FOUND) throw thrown;
        }
        return listed;
      });
    },

    async destroy(uid, exchange, versions) {
      return attempt(async () => {
        let destroyed = 0;
        for (const version of versions) {
          try {
            await client.destroySecretVersion(
              { name: `${nameOf(uid, exchange)}/versions/${version}` },
              options,
            );
            destroyed += 1;
          } catch (thrown) {
            // Destroyed already: Secret Manager refuses to do it twice.
            const code = grpcCode(thrown);
            if (code !== FAILED_PRECONDITION && code !== NOT_FOUND) throw thrown;
          }
        }
        return destroyed;
      });
    },

    async erase(uid, exchange) {
      await attempt(async () => {
        try {
          await client.deleteSecret({ name: nameOf(uid, exchange) }, options);
        } catch (thrown) {
          if (grpcCode(thrown) !== NOT_FOUND) throw thrown;
        }
      });
    },
  };
}

/** Turns whatever the client throws into the port's error, which quotes nothing of it. */
async function attempt<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    const code = grpcCode(thrown);
    throw new CredentialsError(
      code === NOT_FOUND || code === FAILED_PRECONDITION ? 'missing' : 'unavailable',
    );
  }
}

function parseStored(data: string | Uint8Array | null | undefined): Credentials {
  if (!data) throw new CredentialsError('malformed');
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(data).toString('utf8'));
  } catch {
    throw new CredentialsError('malformed');
  }
  const parsed = storedKeys.safeParse(json);
  if (!parsed.success) throw new CredentialsError('malformed');
  return { kind: 'apiKey', keyId: parsed.data.key_id, secretKey: parsed.data.secret_key };
}
