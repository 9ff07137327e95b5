import { readFileSync } from 'node:fs';

const DEFINITIONS = new URL('../../domain/src/documents/', import.meta.url);

/**
 * What the comments of a file of definitions say, by the name of what stands right after them: of the definition itself,
 * and of its fields. Fields that several definitions share stand outside of them.
 */
export function commentsOn(definition: string, file: string): ReadonlyMap<string, string> {
  const source = readFileSync(new URL(`${file}.ts`, DEFINITIONS), 'utf8');
  const [own = ''] =
    new RegExp(`export const ${definition} = storedDocument\\([\\s\\S]*?\n\\}\\);`).exec(source) ?? [];
  const ownFields = [...own.matchAll(/^\s*(\w+):/gm)].map(([, field = '']) => [field, ''] as const);
  return new Map([...commentsIn(source), ...ownFields, ...commentsIn(own)]);
}

const commentsIn = (source: string): (readonly [string, string])[] =>
  [...source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:export const (\w+)|(\w+):)/g)].map(
    ([, comment = '', constant, field]) => [constant ?? field ?? '', textOf(comment)],
  );

const textOf = (comment: string): string =>
  comment
    .split('\n')
    .map(line => line.replace(/^\s*\*? ?/, '').trim())
    .join(' ')
    .trim();
