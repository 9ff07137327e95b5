import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { FirestoreError } from '../../storage/errors.ts';

/** An error as gRPC sends it. What is not meant for clients becomes INTERNAL and is reported on stderr. */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof FirestoreError) {
    return Object.assign(new Error(error.message), {
      code: error.code,
      details: error.message,
      metadata: new Metadata(),
    });
  }
  console.error('firestore: internal error', error);
  return Object.assign(new Error('internal error'), {
    code: status.INTERNAL,
    details: 'internal error',
    metadata: new Metadata(),
  });
}
