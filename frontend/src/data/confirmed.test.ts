import { describe, expect, it } from 'vitest';
import { confirmed } from './confirmed.ts';

const refusal = (code: string) => Object.assign(new Error(code), { code });

/** A write that is refused some times before it is taken. */
function refusedAtFirst(times: number, code = 'permission-denied') {
  let tries = 0;
  const write = async () => {
    tries += 1;
    if (tries <= times) throw refusal(code);
  };
  return { write, tries: () => tries };
}

describe('a write', () => {
  it('that came too soon after another is tried once more', async () => {
    const { write, tries } = refusedAtFirst(1);
    await confirmed(write, { spacing: 0 });
    expect(tries()).toBe(2);
  });

  it('that is refused twice is refused', async () => {
    const { write, tries } = refusedAtFirst(2);
    await expect(confirmed(write, { spacing: 0 })).rejects.toMatchObject({
      kind: 'refused',
      message: 'This change is not allowed, so nothing was saved.',
    });
    expect(tries()).toBe(2);
  });

  it('that fails for anything else is not tried again', async () => {
    const { write, tries } = refusedAtFirst(1, 'not-found');
    await expect(confirmed(write, { spacing: 0 })).rejects.toMatchObject({ kind: 'refused' });
    expect(tries()).toBe(1);
  });

  it('that nobody confirms is told so', async () => {
    const never = () => new Promise<void>(() => {});
    await expect(confirmed(never, { patience: 0 })).rejects.toMatchObject({ kind: 'unconfirmed' });
  });
});
