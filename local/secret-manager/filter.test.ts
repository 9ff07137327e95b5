import { expect, test } from 'vitest';
import { compileFilter } from './filter.ts';

const fields = new Map<string, string | number>([
  ['name', 'projects/p/secrets/alpaca-keys-ada'],
  ['state', 'ENABLED'],
  ['create_time', Date.parse('2026-03-01T12:00:00Z')],
  ['labels.team', 'desk'],
]);

test.each([
  ['', true],
  ['state:ENABLED', true],
  ['state=ENABLED', true],
  ['state=enabled', false],
  ['state:enabled', true],
  ['state!=ENABLED', false],
  ['NOT state:DESTROYED', true],
  ['name:ALPACA', true],
  ['labels.team=desk AND state:DISABLED', false],
  ['labels.team=desk state:ENABLED', true],
  ['state:DISABLED OR state:ENABLED', true],
  ['state:DISABLED AND state:ENABLED OR labels.team:desk', false],
  ['(state:DISABLED AND state:ENABLED) OR labels.team:desk', true],
  ['create_time<2026-03-01T12:00:00.5Z AND create_time>=2026-03-01T13:00:00+01:00', true],
  ['create_time>"2026-03-01T12:00:00Z"', false],
  ['labels.team:*', true],
  ['labels.absent:*', false],
  ['labels.absent=x', false],
  ['labels.absent!=x', true],
])('%s → %s', (filter, expected) => {
  expect(compileFilter(filter)(fields)).toBe(expected);
});

test.each(['state', 'state:', '(state:ENABLED', 'state:ENABLED)', 'AND', '"state":x', 'state==x', 'a:b !'])(
  '%s is refused',
  filter => {
    expect(() => compileFilter(filter)).toThrow(expect.objectContaining({ code: 3 }));
  },
);
