import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ZERO_MONEY } from '../money/money.ts';
import { moneySchema } from '../money/schemas.ts';
import { storedDocument, storedMap } from './document.ts';
import { optionalTime, orNull, time } from './fields.ts';

const account = storedDocument({
  buying_power: moneySchema,
  synced_at: time,
  closed_at: optionalTime,
  last_word: orNull(z.string()),
  held_lots: z.array(storedMap({ unit_cost: moneySchema, bought_at: time })),
  by_minute: z.record(z.string(), z.string()),
});

const at = new Date('2026-03-02T12:00:00Z');
const stamp = { toDate: () => at };
const stored = {
  buying_power: '10.00',
  synced_at: stamp,
  closed_at: null,
  last_word: 'so',
  held_lots: [{ unit_cost: '2.50', bought_at: stamp }],
  by_minute: { some_key: '1' },
};
const value = {
  buyingPower: '10.00',
  syncedAt: at,
  closedAt: null,
  lastWord: 'so',
  heldLots: [{ unitCost: '2.50', boughtAt: at }],
  byMinute: { some_key: '1' },
};

describe('a stored document', () => {
  it('is read in camelCase, times as dates, and keys that are data stay what they are', () => {
    expect(account.read(stored)).toEqual({ ok: true, value });
  });

  it('reads what is absent as null where it may be, and passes over what it does not know', () => {
    const { closed_at: _, last_word: __, ...rest } = stored;
    expect(account.read({ ...rest, left_over: 1 })).toEqual({
      ok: true,
      value: { ...value, lastWord: null },
    });
  });

  it('names every field that it refuses, as it is stored', () => {
    const { ok, ...refusal } = account.read({ ...stored, buying_power: 10, held_lots: [{}] });
    expect(ok).toBe(false);
    const fields = ['buying_power', 'held_lots.0.unit_cost', 'held_lots.0.bought_at: is no timestamp'];
    for (const field of fields) expect(refusal).toHaveProperty('detail', expect.stringContaining(field));
  });

  it.each([undefined, null, 'text', [], 7])('refuses %j', data => {
    expect(account.read(data).ok).toBe(false);
  });

  it('writes what it reads, and nothing that it does not know', () => {
    const read = account.read(stored).value;
    if (!read) throw new Error('unread');
    const written = account.write({ ...read, more: 1 } as typeof read);
    expect(written).toEqual({ ...stored, synced_at: at, held_lots: [{ unit_cost: '2.50', bought_at: at }] });
  });

  it('lets the server say the time, and writes some fields alone', () => {
    const now = { isServerTime: true };
    const written = account.writePart<typeof now>({ syncedAt: now, buyingPower: ZERO_MONEY, lastWord: null });
    expect(written).toEqual({ synced_at: now, buying_power: '0.00', last_word: null });
  });

  it('refuses to write what nobody could read', () => {
    expect(() => account.writePart({ lastWord: 7 as unknown as string })).toThrow(z.ZodError);
  });

  it('reads a part, by its own schemas or by others', () => {
    const { syncedAt, buyingPower } = account.fields;
    const part = account.part({ syncedAt, buyingPower: buyingPower.catch(ZERO_MONEY) });
    expect(part.storedNames).toEqual(['buying_power', 'synced_at']);
    expect(part.read({ synced_at: stamp }).value).toEqual({ syncedAt: at, buyingPower: '0.00' });
    expect(part.read({ buying_power: '1.00' }).ok).toBe(false);
  });

  it('is exact without a field too many or too few', () => {
    expect(account.isExact(stored)).toBe(true);
    expect(account.isExact({ ...stored, left_over: 1 })).toBe(false);
    expect(account.isExact({ ...stored, synced_at: undefined })).toBe(false);
  });
});
