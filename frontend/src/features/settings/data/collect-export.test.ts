import { describe, expect, it } from 'vitest';
import { collectExport } from './collect-export.ts';

describe('an export', () => {
  it('joins its parts in order', async () => {
    const parts = { '': ['a', 'b'], b: ['c'], c: [] as string[] };
    const progress: number[] = [];
    const asked: (string | undefined)[] = [];
    const whole = await collectExport(
      async after => {
        asked.push(after);
        const paths = parts[(after ?? '') as keyof typeof parts];
        return {
          format: 'agenttrader-export-1',
          exportedAt: '2026-03-02T15:00:00Z',
          documents: paths.map(path => ({ path, fields: {} })),
          next: after === undefined ? 'b' : after === 'b' ? 'c' : null,
        };
      },
      documents => progress.push(documents),
    );
    expect(whole.documents.map(({ path }) => path)).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([undefined, 'b', 'c']);
    expect(progress).toEqual([2, 3, 3]);
  });
});
