import { randomBytes } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { invalidArgument, ServiceError, unsupported } from './errors.ts';
import { type PolicyInput, policyMessage } from './messages.ts';
import { parseSecretName } from './names.ts';
import type { SecretStore } from './secret-store.ts';

interface SetPolicyRequest {
  readonly resource: string;
  readonly policy: PolicyInput | null;
}

interface TestRequest {
  readonly resource: string;
  readonly permissions: readonly string[];
}

/**
 * The access policy of a secret: kept and returned, not enforced. Every local caller owns the project, so
 * each permission asked about is granted on a secret that exists.
 */
export function iamCalls(store: SecretStore) {
  return {
    getIamPolicy({ resource }: { readonly resource: string }) {
      return policyMessage(store.get(parseSecretName(resource)).policy);
    },

    setIamPolicy({ resource, policy }: SetPolicyRequest) {
      const secret = store.get(parseSecretName(resource));
      if (policy === null) throw invalidArgument('The request must carry a policy.');
      if (policy.bindings.some(binding => binding.condition)) throw unsupported('conditional role bindings');
      const current = Buffer.from(policyMessage(secret.policy).etag);
      if (policy.etag.length > 0 && !current.equals(policy.etag)) {
        throw new ServiceError(
          status.ABORTED,
          'There were concurrent policy changes. Please retry the whole read-modify-write with exponential backoff.',
        );
      }
      const changed = {
        version: policy.version,
        bindings: policy.bindings.map(({ role, members }) => ({ role, members })),
        etag: randomBytes(8).toString('base64'),
      };
      return policyMessage(store.put({ ...secret, policy: changed }).policy);
    },

    testIamPermissions({ resource, permissions }: TestRequest) {
      const invalid = permissions.find(
        permission => !/^secretmanager\.[a-zA-Z]+\.[a-zA-Z]+$/.test(permission),
      );
      if (invalid !== undefined) {
        throw invalidArgument(`Permission ${invalid} is not valid for this resource.`);
      }
      return { permissions: store.find(parseSecretName(resource)) === undefined ? [] : permissions };
    },
  };
}
