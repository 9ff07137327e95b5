import { expect, it } from 'vitest';
import { labelOf, ZONE_LABELS, zoneTyped } from './time-zones.ts';

it.each([
  ['America/New York', 'America/New_York'],
  ['america/new_york', 'America/New_York'],
  [' tokyo ', 'Asia/Tokyo'],
  ['buenos aires', 'America/Buenos_Aires'],
  ['as this browser', 'system'],
  ['utc', 'UTC'],
])('%s is %s', (typed, zone) => {
  const found = zoneTyped(typed);
  // The zone database has moved some cities below their country since.
  expect(found?.replace('Argentina/', '')).toBe(zone);
});

it.each(['', 'Atlantis', 'America'])('%j is no zone', typed => {
  expect(zoneTyped(typed)).toBeNull();
});

it('offers every zone that the browser knows, each of which can be shown and typed', () => {
  expect(ZONE_LABELS.length).toBeGreaterThan(300);
  for (const label of ZONE_LABELS) expect(labelOf(zoneTyped(label) ?? '')).toBe(label);
});
