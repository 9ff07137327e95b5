import type { StoredDocument, StoredFields } from '../../src/documents/document.ts';

/** Fields by their names in camelCase, to be stored as they stand: a test may want what no writer would write. */
export type Overrides<D extends { readonly names: object }> = { readonly [K in keyof D['names']]?: unknown };

/** A stored document with some of its fields replaced. */
export function variantOf<F extends StoredFields>(
  { names }: Pick<StoredDocument<F>, 'names'>,
  stored: Readonly<Record<string, unknown>>,
  overrides: Overrides<StoredDocument<F>>,
): Record<string, unknown> {
  const byName = names as Readonly<Record<string, string>>;
  const replaced = Object.entries(overrides).map(([name, value]) => {
    const storedName = byName[name];
    if (storedName === undefined) throw new Error(`The document has no field ${name}.`);
    return [storedName, value] as const;
  });
  return { ...stored, ...Object.fromEntries(replaced) };
}
