import type { Log, LogFields } from '../src/runtime/log.ts';

export interface LogLine {
  readonly severity: keyof Log;
  readonly message: string;
  readonly fields: LogFields;
}

/** A log that tests can read. */
export function memoryLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (severity: keyof Log) =>
    (message: string, fields: LogFields = {}): void => {
      lines.push({ severity, message, fields });
    };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
