import { SecretManagerServiceClient } from '@google-cloud/secret-manager';
import { credentials } from '@grpc/grpc-js';
import type { CredentialsVault } from '../credentials/credentials.ts';
import { SecretManagerVault } from '../credentials/secret-manager/vault.ts';
import { localAddress } from '../runtime/local-address.ts';

const TIMEOUT_MS = 10_000;

/** The vault over Google's Secret Manager, or over the local one inside the Functions emulator. */
export function openVault(env: NodeJS.ProcessEnv): CredentialsVault {
  const projectId = env.GCLOUD_PROJECT ?? env.GOOGLE_CLOUD_PROJECT;
  if (!projectId) throw new Error('GCLOUD_PROJECT is not set: there is no project to keep secrets in.');
  const local = localAddress('SECRET_MANAGER_EMULATOR_HOST', env);
  const client = local
    ? new SecretManagerServiceClient({
        projectId,
        apiEndpoint: local.host,
        port: local.port,
        sslCreds: credentials.createInsecure(),
      })
    : new SecretManagerServiceClient();
  return new SecretManagerVault(client, projectId, TIMEOUT_MS);
}
