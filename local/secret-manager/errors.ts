import { status } from '@grpc/grpc-js';

/** An error that the service answers with: a gRPC status code and the sentence the caller reads. */
export class ServiceError extends Error {
  readonly code: status;
  readonly details: string;

  constructor(code: status, details: string) {
    super(details);
    this.code = code;
    this.details = details;
  }
}

export const invalidArgument = (details: string): ServiceError =>
  new ServiceError(status.INVALID_ARGUMENT, details);

export const failedPrecondition = (details: string): ServiceError =>
  new ServiceError(status.FAILED_PRECONDITION, details);

export const secretNotFound = (name: string): ServiceError =>
  new ServiceError(status.NOT_FOUND, `Secret [${name}] not found.`);

/** What access to `latest` answers, whether the secret is unknown or merely empty. */
export const secretNotFoundOrEmpty = (name: string): ServiceError =>
  new ServiceError(status.NOT_FOUND, `Secret [${name}] not found or has no versions.`);

export const versionNotFound = (name: string): ServiceError =>
  new ServiceError(status.NOT_FOUND, `Secret Version [${name}] not found.`);

export const secretExists = (name: string): ServiceError =>
  new ServiceError(status.ALREADY_EXISTS, `Secret [${name}] already exists.`);

export const unsupported = (feature: string): ServiceError =>
  new ServiceError(status.UNIMPLEMENTED, `The local Secret Manager does not offer ${feature}.`);
