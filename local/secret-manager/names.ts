import { invalidArgument } from './errors.ts';

const PROJECT = /^projects\/[a-z0-9][a-z0-9.:-]*$/;
const SECRET_ID = /^[A-Za-z0-9_-]{1,255}$/;
const SECRET = /^(projects\/[a-z0-9][a-z0-9.:-]*)\/secrets\/([^/]+)$/;
const VERSION = /^(projects\/[a-z0-9][a-z0-9.:-]*\/secrets\/[^/]+)\/versions\/([^/]+)$/;
const ALIAS = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;

const mismatch = (given: string, format: string) =>
  invalidArgument(`The provided Secret ID [${given}] does not match the expected format [${format}]`);

/** Checks a parent `projects/{project}`. @throws INVALID_ARGUMENT */
export function parseProject(parent: string): string {
  if (!PROJECT.test(parent)) throw invalidArgument('Invalid resource field value in the request.');
  return parent;
}

/** Checks a new secret's id: 1 to 255 of `[A-Za-z0-9_-]`. @throws INVALID_ARGUMENT */
export function parseSecretId(id: string): string {
  if (!SECRET_ID.test(id)) throw mismatch(id, '[a-zA-Z_0-9]+');
  return id;
}

/** Checks `projects/{project}/secrets/{secret}`; regional names belong to another endpoint. @throws INVALID_ARGUMENT */
export function parseSecretName(name: string): string {
  const [, , id = ''] = SECRET.exec(name) ?? [];
  if (!SECRET_ID.test(id)) throw mismatch(name, 'projects/*/secrets/*');
  return name;
}

/** Which version a caller means: a number, or an alias (`latest` is one that every secret has). */
export type VersionSelector = { readonly number: number } | { readonly alias: string };

/** Splits `projects/{project}/secrets/{secret}/versions/{version}`. @throws INVALID_ARGUMENT */
export function parseVersionName(name: string): { secret: string; version: VersionSelector } {
  const [, secret = '', version = ''] = VERSION.exec(name) ?? [];
  const [, , id = ''] = SECRET.exec(secret) ?? [];
  if (!SECRET_ID.test(id)) throw mismatch(name, 'projects/*/secrets/*/versions/*');
  if (/^[1-9]\d{0,14}$/.test(version)) return { secret, version: { number: Number(version) } };
  if (isAlias(version)) return { secret, version: { alias: version } };
  throw mismatch(name, 'projects/*/secrets/*/versions/*');
}

/** True for a string that may stand for a version: a letter, then up to 62 of `[A-Za-z0-9_-]`. */
export function isAlias(text: string): boolean {
  return ALIAS.test(text);
}
