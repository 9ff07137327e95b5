import type { BrokerName } from '@agenttrader/domain/paths';
import type { SecretManagerServiceClient } from '@google-cloud/secret-manager';
import { z } from 'zod';
import {
  type Credentials,
  CredentialsError,
  type CredentialsReference,
  type CredentialsVault,
} from '../credentials.ts';
import { secretIdFor } from '../secret-name.ts';

const storedKeys = z.strictObject({ key_id: z.string().min(1), secret_key: z.string().min(1) });

/** gRPC status codes that decide what happens next. */
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const FAILED_PRECONDITION = 9;

const grpcCode = (thrown: unknown): number | undefined =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'number' ? thrown.code : undefined;

/**
 * The vault over Secret Manager: one secret for each tenant and broker, one version for each pair ever
 * stored. The secret outlives its versions while the account lives; see docs/decisions/0003.
 */
export class SecretManagerVault implements CredentialsVault {
  readonly #client: SecretManagerServiceClient;
  readonly #projectId: string;
  readonly #options: { readonly timeout: number };

  /** @param timeoutMs for one call; the client would otherwise retry an unreachable server for a minute */
  constructor(client: SecretManagerServiceClient, projectId: string, timeoutMs: number) {
    this.#client = client;
    this.#projectId = projectId;
    this.#options = { timeout: timeoutMs };
  }

  async read({ uid, broker, version }: CredentialsReference): Promise<Credentials> {
    const name = `${this.#nameOf(uid, broker)}/versions/${version}`;
    const data = await attempt(async () => {
      const [answer] = await this.#client.accessSecretVersion({ name }, this.#options);
      return answer.payload?.data;
    });
    return parseStored(data);
  }

  async store(uid: string, broker: BrokerName, credentials: Credentials): Promise<string> {
    const keys = { key_id: credentials.keyId, secret_key: credentials.secretKey };
    const payload = { data: Buffer.from(JSON.stringify(keys)) };
    const add = async (): Promise<string | null | undefined> => {
      const parent = this.#nameOf(uid, broker);
      const [version] = await this.#client.addSecretVersion({ parent, payload }, this.#options);
      return version.name;
    };
    const name = await attempt(async () => {
      try {
        return await add();
      } catch (thrown) {
        if (grpcCode(thrown) !== NOT_FOUND) throw thrown;
        await this.#createIfMissing(uid, broker);
        return add();
      }
    });
    const version = name?.split('/').at(-1);
    if (!version) throw new CredentialsError('unavailable');
    return version;
  }

  async list(uid: string, broker: BrokerName): Promise<string[]> {
    return attempt(async () => {
      const listed: string[] = [];
      try {
        const versions = this.#client.listSecretVersionsAsync(
          { parent: this.#nameOf(uid, broker), filter: 'NOT state:DESTROYED' },
          { ...this.#options, autoPaginate: false },
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
  }

  async destroy(uid: string, broker: BrokerName, versions: readonly string[]): Promise<number> {
    return attempt(async () => {
      let destroyed = 0;
      for (const version of versions) {
        try {
          const name = `${this.#nameOf(uid, broker)}/versions/${version}`;
          await this.#client.destroySecretVersion({ name }, this.#options);
          destroyed += 1;
        } catch (thrown) {
          // Destroyed already: Secret Manager refuses to do it twice.
          const code = grpcCode(thrown);
          if (code !== FAILED_PRECONDITION && code !== NOT_FOUND) throw thrown;
        }
      }
      return destroyed;
    });
  }

  async erase(uid: string, broker: BrokerName): Promise<void> {
    await attempt(async () => {
      try {
        await this.#client.deleteSecret({ name: this.#nameOf(uid, broker) }, this.#options);
      } catch (thrown) {
        if (grpcCode(thrown) !== NOT_FOUND) throw thrown;
      }
    });
  }

  async #createIfMissing(uid: string, broker: BrokerName): Promise<void> {
    try {
      await this.#client.createSecret(
        {
          parent: `projects/${this.#projectId}`,
          secretId: secretIdFor(uid, broker),
          secret: { replication: { automatic: {} }, labels: { app: 'agenttrader', exchange: broker } },
        },
        this.#options,
      );
    } catch (thrown) {
      if (grpcCode(thrown) !== ALREADY_EXISTS) throw thrown;
    }
  }

  #nameOf(uid: string, broker: BrokerName): string {
    return `projects/${this.#projectId}/secrets/${secretIdFor(uid, broker)}`;
  }
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
