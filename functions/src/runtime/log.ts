/** Facts of one log line. Only plain values: nothing that could carry a key by accident. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A structured logger: one JSON object a line, as Cloud Logging takes it. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/**
 * What may be logged of something thrown: its class and, if it has one, its code. Never its message:
 * a library may quote the request in it, and a request carries the keys.
 */
export function describeThrown(thrown: unknown): { thrown: string; thrown_code?: string } {
  if (!(thrown instanceof Error)) return { thrown: typeof thrown };
  const code = 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' || typeof code === 'number'
    ? { thrown: thrown.name, thrown_code: String(code) }
    : { thrown: thrown.name };
}
