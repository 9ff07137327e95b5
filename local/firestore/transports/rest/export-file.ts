import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { invalidArgument } from '../../storage/errors.ts';
import { exportDocuments, parseExport } from '../../storage/export.ts';
import { parseDatabaseName } from '../../storage/resource-path.ts';
import type { Store } from '../../storage/store.ts';
import type { Json, JsonObject } from '../../storage/value-json.ts';

const DEFAULT_DATABASE = '(default)';

/**
 * Writes the documents of a database to `<export_directory>/<export_name>.json`.
 *
 * @param options `database` (id or full name), `export_directory`, `export_name`
 * @returns the path of the file
 */
export function exportDatabase(store: Store, project: string, options: JsonObject): string {
  const directory = text(options.export_directory, 'export_directory');
  const name = text(options.export_name ?? 'firestore-export', 'export_name');
  const database = store.database(parseDatabase(project, options));
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${name}.json`);
  // Written aside and renamed, so that a crash leaves no half of a file.
  const draft = `${file}.partial`;
  writeFileSync(draft, `${JSON.stringify(exportDocuments(database), undefined, 1)}\n`);
  renameSync(draft, file);
  return file;
}

/**
 * Writes all documents of an export file into a database, over whatever is there, as one commit.
 *
 * @param options `file`, and `database` as for the export
 * @returns how many documents there were
 */
export function importDatabase(store: Store, project: string, options: JsonObject): number {
  const file = text(options.file, 'file');
  let content: Json;
  try {
    content = JSON.parse(readFileSync(file, 'utf8')) as Json;
  } catch (error) {
    throw invalidArgument(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const writes = parseExport(content);
  store.commit(store.database(parseDatabase(project, options)), writes);
  return writes.length;
}

function parseDatabase(project: string, options: JsonObject): { project: string; database: string } {
  const database = text(options.database ?? DEFAULT_DATABASE, 'database');
  return database.includes('/') ? parseDatabaseName(database) : { project, database };
}

function text(value: Json | undefined, name: string): string {
  if (typeof value !== 'string' || value === '') throw invalidArgument(`${name} is missing.`);
  return value;
}
