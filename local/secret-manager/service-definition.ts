import { createRequire } from 'node:module';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';

const SERVICE = 'google.cloud.secretmanager.v1.SecretManagerService';

/**
 * The service's methods and message formats, from the protocol buffers that the official client carries, so
 * that both ends of the wire are always of one version.
 */
export function secretManagerDefinition(): ServiceDefinition {
  const json: unknown = createRequire(import.meta.url)(
    '@google-cloud/secret-manager/build/protos/protos.json',
  );
  const definitions = fromJSON(json as Parameters<typeof fromJSON>[0], {
    longs: String,
    enums: String,
    defaults: true,
    oneofs: true,
  });
  const service = definitions[SERVICE];
  if (service === undefined || 'format' in service) throw new Error(`${SERVICE} is not in the protos`);
  return service as ServiceDefinition;
}
