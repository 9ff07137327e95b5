import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualWall } from '../../test-support/alpaca/exchange.ts';
import { TradingCalendar } from './calendar.ts';
import { type ClosedHours, MarketClock } from './market-clock.ts';

const HOUR = 3_600_000;
const DATES = ['2017-06-29', '2017-06-30', '2017-07-03', '2017-07-05', '2017-07-06'];
const calendar = new TradingCalendar(DATES);
const at = (iso: string) => Date.parse(iso);
const iso = (ms: number) => new Date(ms).toISOString();

function clockAt(start: string, closedHours: ClosedHours, speed = 1) {
  const wall = new ManualWall(0);
  const startMs = at(start);
  const clock = new MarketClock({
    calendar,
    wall: wall.read,
    startMs,
    closedHours,
    state: { anchorMarketMs: startMs, anchorWallMs: 0, speed, frozen: false, era: 0 },
  });
  return { clock, wall };
}

describe('the calendar', () => {
  it('closes early before Independence Day', () => {
    expect(calendar.sessions.map(session => (session.closeMs - session.openMs) / HOUR)).toEqual([
      6.5, 6.5, 3.5, 6.5, 6.5,
    ]);
  });

  it('knows what is open, and what opens next', () => {
    expect(calendar.openAt(at('2017-06-30T13:29:59Z'))).toBeUndefined();
    expect(calendar.openAt(at('2017-06-30T13:30:00Z'))?.date).toBe('2017-06-30');
    expect(calendar.openAt(at('2017-06-30T20:00:00Z'))).toBeUndefined();
    expect(calendar.nextAfter(at('2017-06-30T20:00:00Z')).date).toBe('2017-07-03');
    expect(calendar.nextAfter(at('2017-07-06T15:00:00Z'))).toMatchObject({ date: '2017-07-07' });
    expect(calendar.nextAfter(at('2017-07-07T21:00:00Z'))).toMatchObject({ date: '2017-07-10' });
  });

  it('counts open time forth and back', () => {
    const total = calendar.toOpenTime(calendar.last.closeMs);
    expect(total).toBe(29.5 * HOUR);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: total - 1 }), openTime => {
        const ms = calendar.fromOpenTime(openTime);
        expect(calendar.openAt(ms)).toBeDefined();
        expect(calendar.toOpenTime(ms)).toBe(openTime);
      }),
    );
  });
});

describe('the market clock', () => {
  it('goes on at the next open when closed hours are skipped', () => {
    const { clock, wall } = clockAt('2017-06-30T13:30:00Z', 'skip');
    wall.advance(6.5 * HOUR - 1);
    expect(iso(clock.now().ms)).toBe('2017-06-30T19:59:59.999Z');
    wall.advance(1);
    expect(iso(clock.now().ms)).toBe('2017-07-03T13:30:00.000Z');
    wall.advance(3.5 * HOUR);
    expect(clock.now()).toMatchObject({ ms: at('2017-07-05T13:30:00Z'), session: { date: '2017-07-05' } });
  });

  it('lives through closed hours when they are kept, and remembers when the close was', () => {
    const { clock, wall } = clockAt('2017-06-30T19:00:00Z', 'keep', 2);
    wall.advance(HOUR);
    const now = clock.now();
    expect(now).toMatchObject({ ms: at('2017-06-30T21:00:00Z'), session: undefined });
    expect(clock.wallAt(at('2017-06-30T20:00:00Z'), now)).toBe(HOUR / 2);
  });

  it('runs as fast as it is told, from the moment it is told', () => {
    const { clock, wall } = clockAt('2017-06-29T13:30:00Z', 'skip');
    wall.advance(60_000);
    clock.change({ speed: 60 });
    wall.advance(60_000);
    expect(iso(clock.now().ms)).toBe('2017-06-29T14:31:00.000Z');
    clock.change({ frozen: true });
    wall.advance(HOUR);
    expect(iso(clock.now().ms)).toBe('2017-06-29T14:31:00.000Z');
    clock.change({ frozen: false });
    wall.advance(1_000);
    expect(iso(clock.now().ms)).toBe('2017-06-29T14:32:00.000Z');
  });

  it.each(['skip', 'keep'] as const)('starts over at the end of the data (%s)', closedHours => {
    const { clock, wall } = clockAt('2017-07-05T13:30:00Z', closedHours);
    const lap = closedHours === 'skip' ? 13 * HOUR : 30.5 * HOUR;
    wall.advance(lap - 1);
    expect(clock.now()).toMatchObject({ ms: at('2017-07-06T19:59:59.999Z'), era: 0 });
    wall.advance(1);
    expect(clock.now()).toMatchObject({ ms: at('2017-07-05T13:30:00Z'), era: 1 });
    wall.advance(2 * lap + HOUR);
    expect(clock.now()).toMatchObject({ ms: at('2017-07-05T14:30:00Z'), era: 3 });
  });

  it('begins a new era only when it is moved back', () => {
    const { clock } = clockAt('2017-06-29T13:30:00Z', 'skip');
    clock.change({ marketMs: at('2017-07-05T15:00:00Z') });
    expect(clock.now()).toMatchObject({ ms: at('2017-07-05T15:00:00Z'), era: 0 });
    clock.change({ marketMs: at('2017-06-30T02:00:00Z') });
    expect(clock.now()).toMatchObject({ ms: at('2017-06-30T13:30:00Z'), era: 1 });
  });
});
