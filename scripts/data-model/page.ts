import type { z } from 'zod';
import { BEFORE_REPAIR, MIGRATED_FROM } from '../../domain/src/documents/marks.ts';
import type { Sample } from '../../domain/test-support/documents/sample.ts';
import { SAMPLES } from '../../domain/test-support/documents/samples/all.ts';
import { CLIENT_WRITTEN } from '../../domain/test-support/documents/samples/client-written.ts';
import { code, table } from '../documents/write-markdown.ts';
import { commentsOn } from './comments.ts';
import { storedFields } from './fields.ts';

const INTRODUCTION = `Every document in Firestore. This page is generated from the definitions in \`domain/src/documents/\` by
\`npm run docs:data-model\`; a test fails when it is stale, and when an example is none.

Names are in snake_case where they are stored, and in camelCase everywhere else. Money, prices, quantities and per cents are
decimals in text, never floats: "10250.37". Times are Firestore's timestamps, shown here in ISO 8601. An id is shown as
\`{id}\`; a UTC day is "2026-03-02". [Who may read and write what](security-rules.md) is said by the rules.

Where the migration was at work, ${code(MIGRATED_FROM)} beside the fields says where a signal or a trade was copied from, and
${code(BEFORE_REPAIR)} holds what stood in fields that were written anew.`;

/** docs/data-model.md. */
export function dataModelPage(): string {
  const sections = SAMPLES.map(sectionOf);
  return ['# Documents', INTRODUCTION, ...sections.flat()].join('\n\n').concat('\n');
}

/** The document's fields by the names that they are stored under. */
function schemasOf({ document }: Sample): Record<string, z.core.$ZodType> {
  const { names, fields } = document as unknown as {
    readonly names: Readonly<Record<string, string>>;
    readonly fields: Readonly<Record<string, z.core.$ZodType>>;
  };
  return Object.fromEntries(Object.entries(fields).map(([name, schema]) => [names[name] ?? name, schema]));
}

function sectionOf(sample: Sample): string[] {
  const comments = commentsOn(sample.name, sample.file);
  const byTrader = CLIENT_WRITTEN.find(({ name }) => name === sample.name)?.byTrader;
  return [
    `## ${code(sample.name)}`,
    comments.get(sample.name) ?? '',
    ...(byTrader ? [`A trader’s browser writes ${Object.keys(byTrader.fields).map(code).join(', ')}.`] : []),
    table(
      ['field', 'type', ''],
      storedFields(schemasOf(sample)).map(({ place, name, type, mayBeAbsent }) => [
        code(place),
        type,
        [mayBeAbsent ? 'May be absent.' : '', comments.get(name) ?? ''].join(' ').trim(),
      ]),
    ),
    `${code(sample.path)}:`,
    `\`\`\`json\n${JSON.stringify(sample.stored, null, 2)}\n\`\`\``,
  ];
}
