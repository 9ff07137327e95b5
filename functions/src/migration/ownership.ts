import { legacyFields } from './legacy-fields.ts';

/** The fields in which earlier systems said whose a document is. */
export const OWNER_FIELDS = ['user_id', 'userId', 'uid', 'tenant_id', 'tenantId', 'owner_id'] as const;

/**
 * Whether a document may go to `uid`: it names that tenant, or nobody at all. The first system had a single tenant and
 * wrote no names. One that names anybody else, in any of the fields, is not theirs, and neither is one whose owner
 * cannot be read.
 */
export function belongsTo(uid: string, data: Readonly<Record<string, unknown>>): boolean {
  const fields = legacyFields(data);
  return OWNER_FIELDS.every(name => {
    const owner = fields.find(name);
    return owner === undefined || owner === uid;
  });
}

/** Whether a document says of nobody that it is theirs. */
export function namesNobody(data: Readonly<Record<string, unknown>>): boolean {
  const fields = legacyFields(data);
  return OWNER_FIELDS.every(name => fields.find(name) === undefined);
}
