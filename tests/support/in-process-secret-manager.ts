import { SecretManagerServiceClient } from '@google-cloud/secret-manager';
import { credentials } from '@grpc/grpc-js';
import { startSecretManager } from '../../local/secret-manager/server.ts';

export interface InProcessSecretManager {
  readonly client: SecretManagerServiceClient;
  close(): Promise<void>;
}

/** Google's client over gRPC to a local Secret Manager in this process. */
export async function inProcessSecretManager(projectId: string): Promise<InProcessSecretManager> {
  const server = await startSecretManager({ port: 0 });
  const client = new SecretManagerServiceClient({
    projectId,
    apiEndpoint: server.host,
    port: server.port,
    sslCreds: credentials.createInsecure(),
  });
  return {
    client,
    async close() {
      await client.close();
      await server.close();
    },
  };
}
