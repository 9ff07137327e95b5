import { expect, it } from 'vitest';
import { latestWriter } from './latest-writer.ts';

interface Fields {
  readonly n: number;
}

/** A writer whose writes are answered by hand. */
function world() {
  const writes: { readonly n: number; answer(): void; refuse(): void }[] = [];
  const writer = latestWriter<Fields>(
    ({ n }) =>
      new Promise((answer, reject) => writes.push({ n, answer, refuse: () => reject(new Error(`no ${n}`)) })),
    0,
  );
  const written = async (count: number) => {
    await expect.poll(() => writes.length).toBe(count);
    const last = writes.at(-1);
    if (!last) throw new Error('Nothing was written.');
    return last;
  };
  return { writer, writes, written };
}

it('writes the first at once, and of what is wanted meanwhile only the last', async () => {
  const { writer, writes, written } = world();
  const wants = [1, 2, 3, 4, 5].map(n => writer.want({ n }));
  (await written(1)).answer();
  const last = await written(2);
  expect(writes.map(({ n }) => n)).toEqual([1, 5]);
  expect(writer.wanted.getState()).toEqual({ n: 5 });
  last.answer();
  await Promise.all(wants);
  expect(writer.wanted.getState()).toBeNull();
});

it('tells of a refusal whoever wanted it, and nobody who wanted something else since', async () => {
  const { writer, written } = world();
  const first = writer.want({ n: 1 });
  const second = writer.want({ n: 2 });
  (await written(1)).refuse();
  await first;
  const refused = await written(2);
  expect(refused.n).toBe(2);
  refused.refuse();
  await expect(second).rejects.toThrow('no 2');
  expect(writer.wanted.getState()).toBeNull();
  const third = writer.want({ n: 3 });
  (await written(3)).answer();
  await third;
});
