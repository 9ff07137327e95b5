import { expect, it } from 'vitest';
import { storedSample } from '../../test-support/documents/samples/all.ts';
import { variantOf } from '../../test-support/documents/variant.ts';
import { lastPulse, shownPulse } from './operations.ts';

it('keeps the result of a pulse during which the clock was set back, without how long it took', () => {
  const { value } = lastPulse.read(storedSample('lastPulse'));
  if (!value) throw new Error('The sample cannot be read.');
  const stored = lastPulse.write({ ...value, durationMs: -3_600_000 });
  expect(stored).toEqual(variantOf(lastPulse, storedSample('lastPulse'), { durationMs: -3_600_000 }));
  expect(shownPulse.read(stored).value).toMatchObject({ successCount: 40, durationMs: null });
});
