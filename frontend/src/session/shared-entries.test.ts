import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SharedEntries } from './shared-entries.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function counted() {
  const entries = new SharedEntries();
  const counts = { followed: 0, stopped: 0, emptied: 0 };
  const entry = () =>
    entries.entry(
      'key',
      () => ({}),
      () => {
        counts.followed += 1;
        return {
          stop: () => {
            counts.stopped += 1;
          },
        };
      },
      () => {
        counts.emptied += 1;
      },
    );
  return { entries, entry, counts };
}

describe('a shared entry', () => {
  it('has one store and one listener, however many hold it', () => {
    const { entry, counts } = counted();
    expect(entry().store).toBe(entry().store);
    entry().acquire();
    entry().acquire();
    expect(counts.followed).toBe(1);
  });

  it('stops a while after the last has let go, and not while one still holds it', () => {
    const { entry, counts } = counted();
    const [first, second] = [entry().acquire(), entry().acquire()];
    first();
    first();
    vi.runAllTimers();
    expect(counts.stopped).toBe(0);
    second();
    expect(counts.stopped).toBe(0);
    vi.runAllTimers();
    expect(counts).toEqual({ followed: 1, stopped: 1, emptied: 1 });
  });

  it('goes on when somebody comes back in time', () => {
    const { entry, counts } = counted();
    entry().acquire()();
    entry().acquire();
    vi.runAllTimers();
    expect(counts).toEqual({ followed: 1, stopped: 0, emptied: 0 });
  });

  it('listens again after it had stopped', () => {
    const { entry, counts } = counted();
    entry().acquire()();
    vi.runAllTimers();
    entry().acquire();
    expect(counts.followed).toBe(2);
  });

  it('stops at once when the session ends, and never starts again', () => {
    const { entries, entry, counts } = counted();
    const held = entry();
    held.acquire();
    entries.close();
    expect(counts).toEqual({ followed: 1, stopped: 1, emptied: 1 });
    held.acquire();
    expect(counts.followed).toBe(1);
  });
});
