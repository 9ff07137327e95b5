import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SAMPLES } from '../../domain/test-support/documents/samples/all.ts';
import { commentsOn } from './comments.ts';
import { dataModelPage } from './page.ts';

const written = readFileSync(new URL('../../docs/data-model.md', import.meta.url), 'utf8');

it('docs/data-model.md is what the definitions say: npm run docs:data-model', () => {
  expect(written).toBe(dataModelPage());
});

describe('the page', () => {
  const sections = new Map(
    written
      .split(/^## /m)
      .slice(1)
      .map(section => [/^`(\w+)`/.exec(section)?.[1] ?? '', section] as const),
  );

  it('has a section for each document', () => {
    expect([...sections.keys()]).toEqual(SAMPLES.map(({ name }) => name));
  });

  it.each(SAMPLES)('says of $name where it stands, and shows one that its definition takes', sample => {
    const section = sections.get(sample.name) ?? '';
    const [, example = ''] = /```json\n([\s\S]*?)\n```/.exec(section) ?? [];
    const times = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
    const shown = JSON.parse(example, (_, value: unknown) =>
      typeof value === 'string' && times.test(value) ? new Date(value) : value,
    ) as unknown;
    expect(sample.document.isExact(shown)).toBe(true);
    for (const name of sample.document.storedNames) expect(section).toContain(`\`${name}\``);
    expect(commentsOn(sample.name, sample.file).get(sample.name)).toMatch(/^`|^The same|^It as/);
  });
});
