import { globSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { declaredParams } from 'firebase-functions/params';
import { z } from 'zod';
import type { Flag, Program } from '../../local/command-line/flags.ts';
import type { DeclaredParameter } from '../../local/functions/parameters.ts';
import { code, table } from '../documents/write-markdown.ts';
import { ENVIRONMENT_VARIABLES, SETTERS } from './environment-variables.ts';
import { PROGRAMS } from './programs.ts';

/** As firebase-functions describes a parameter that was declared. */
const specification = z.object({
  name: z.string(),
  type: z.string(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  description: z.string().default(''),
});

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What an operator can set of the functions, as the functions themselves declare it. */
interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly default: string;
  readonly description: string;
}

/** Every parameter of the functions, by name. */
export async function functionsParameters(): Promise<readonly Parameter[]> {
  for (const file of globSync('functions/src/**/params.ts', { cwd: ROOT })) {
    await import(pathToFileURL(`${ROOT}${file}`).href);
  }
  return (declaredParams as readonly unknown[] as readonly DeclaredParameter[])
    .map(parameter => specification.parse(parameter.toSpec()))
    .map(({ default: fallback, ...spec }) => ({ ...spec, default: String(fallback ?? '') }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** docs/configuration.md. */
export async function configurationPage(): Promise<string> {
  return [
    '# Configuration',
    'Everything that can be set. This page is generated from the code by `npm run docs:configuration`; a test fails when it\nis stale, and when something has no description.',
    '## Parameters of the functions',
    'Set in `functions/.env.PROJECT`, and read at deployment. Each has a default that works, so none has to be set. What a\ncall may cost is no parameter: its limits are in the code, and [costs](costs.md) shows them.',
    table(
      ['parameter', 'type', 'default', 'what it is'],
      (await functionsParameters()).map(one => [
        code(one.name),
        one.type,
        one.default === '' ? 'empty' : code(one.default),
        one.description,
      ]),
    ),
    '## Environment variables',
    ...Object.entries(SETTERS).flatMap(([setBy, title]) => [
      `### ${title}`,
      table(
        ['variable', 'what it is'],
        Object.entries(ENVIRONMENT_VARIABLES)
          .filter(([, variable]) => variable.setBy === setBy)
          .map(([name, { description }]) => [code(name), description]),
      ),
    ]),
    '## Flags',
    'Every program takes `--help`, too.',
    ...PROGRAMS.flatMap(flagsOf),
  ]
    .join('\n\n')
    .concat('\n');
}

const flagsOf = ({ command, about, flags }: Program): string[] => [
  `### \`${command.replace(/ --$/, '')}\``,
  about,
  table(
    ['flag', 'default', 'what it does'],
    Object.entries(flags).map(([name, flag]) => [
      code(shownFlag(name, flag)),
      fallbackOf(flag),
      flag.description,
    ]),
  ),
];

const shownFlag = (name: string, flag: Flag): string =>
  flag.value === undefined ? `--${name}` : `--${name} ${flag.value}`;

function fallbackOf(flag: Flag): string {
  if (flag.value === undefined) return 'off';
  if (flag.required) return 'required';
  return flag.default === undefined ? 'none' : code(flag.default);
}
