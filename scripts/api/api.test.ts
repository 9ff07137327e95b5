import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CallableContract } from '../../domain/src/callables/contract.ts';
import { CONTRACTS } from '../../domain/src/callables/list.ts';
import { apiPage } from './page.ts';

const written = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
const contracts: readonly (readonly [string, CallableContract])[] = Object.entries(CONTRACTS);

it('docs/api.md is what the contracts say: npm run docs:api', () => {
  expect(written).toBe(apiPage());
});

describe('the page', () => {
  const sections = new Map(
    written
      .split(/^### /m)
      .slice(1)
      .map(section => [/^`(\w+)`/.exec(section)?.[1] ?? '', section] as const),
  );

  it('has a section for each callable, and no other', () => {
    expect([...sections.keys()].toSorted()).toEqual(Object.keys(CONTRACTS).toSorted());
  });

  it.each(contracts)('shows a request and an answer of %s that its schemas take', (name, { callable }) => {
    const shown = [...(sections.get(name) ?? '').matchAll(/```json\n([\s\S]*?)\n```/g)];
    const [request, answer] = shown.map(([, text = '']) => JSON.parse(text) as unknown);
    expect(shown).toHaveLength(2);
    expect(callable.request.safeParse(request).error).toBeUndefined();
    expect(callable.response.parse(answer)).toEqual(answer);
  });
});
