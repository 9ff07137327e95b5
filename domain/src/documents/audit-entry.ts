import { z } from 'zod';
import { AUDIT_ACTORS, AUDIT_EVENTS } from '../accounts/audit-event.ts';
import { camelCaseOf, storedDocument } from './document.ts';
import { time } from './fields.ts';

const details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
type Details = z.output<typeof details>;

/** Whatever tells of the event, never a secret. Its keys are stored as fields are, in snake_case. */
const detail = z.codec(details, z.custom<Readonly<Details>>(), {
  decode: (stored): Details => withKeys(stored, camelCaseOf),
  encode: (value): Details => withKeys(value, snakeCaseOf),
});

const snakeCaseOf = (name: string): string => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

const withKeys = (values: Readonly<Details>, renamed: (key: string) => string): Details =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [renamed(key), value]));

/**
 * `users/{uid}/audit/{id}`: something that was done in the tenant's name, written in the same transaction as what it tells
 * of, and never changed. It names no operator, and nothing that another tenant could be known by.
 */
export const auditEntry = storedDocument({
  event: z.enum(AUDIT_EVENTS),
  actor: z.enum(AUDIT_ACTORS),
  at: time,
  detail,
});

/** `ops/audit/entries/{id}`: what an operator did, and why. Operators read it, nobody changes it. */
export const operatorAuditEntry = storedDocument({
  event: z.enum(AUDIT_EVENTS),
  /** The operator's uid. */
  actor: z.string(),
  at: time,
  detail,
});
