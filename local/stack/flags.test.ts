import { describe, expect, test } from 'vitest';
import { helpText, UsageError } from '../command-line/flags.ts';
import { ENDPOINT_NAMES, ENDPOINTS, portFlag } from './endpoints.ts';
import { parseFlags, STACK_PROGRAM } from './flags.ts';

test('without flags: the documented defaults', () => {
  expect(parseFlags([], '/project')).toEqual({
    help: false,
    fresh: false,
    project: 'demo-agenttrader',
    data: '/project/.local',
    pulseEveryMs: 60_000,
    demo: true,
    dashboard: true,
    speed: 1,
    ports: Object.fromEntries(ENDPOINT_NAMES.map(name => [name, ENDPOINTS[name].port])),
  });
});

test('every flag is read', () => {
  const ports = ENDPOINT_NAMES.flatMap((name, index) => [`--${portFlag(name)}`, String(20_000 + index)]);
  const flags = parseFlags(
    [
      '--fresh',
      '--no-demo',
      '--no-dashboard',
      '--pulse-every',
      '5s',
      '--speed',
      '60',
      '--project',
      'demo-x',
      '--data',
      '/elsewhere',
      ...ports,
    ],
    '/project',
  );
  expect(flags).toEqual({
    help: false,
    fresh: true,
    project: 'demo-x',
    data: '/elsewhere',
    pulseEveryMs: 5_000,
    demo: false,
    dashboard: false,
    speed: 60,
    ports: Object.fromEntries(ENDPOINT_NAMES.map((name, index) => [name, 20_000 + index])),
  });
});

test('pulses can be switched off', () => {
  expect(parseFlags(['--pulse-every', 'off'], '/').pulseEveryMs).toBeUndefined();
});

test('a port may be taken over when its owner is moved', () => {
  const { ports } = parseFlags(['--port-auth', '8080', '--port-firestore', '9099'], '/');
  expect(ports).toMatchObject({ auth: 8080, firestore: 9099 });
});

describe('refused, naming the flag', () => {
  test.each([
    [['--frsh'], /--frsh/],
    [['stray'], /stray/],
    [['--port-auth', 'x'], /--port-auth x/],
    [['--port-auth', '0'], /--port-auth 0/],
    [['--port-auth', '65536'], /--port-auth 65536/],
    [['--port-auth', '8080'], /--port-firestore.*--port-auth/],
    [['--pulse-every', 'often'], /--pulse-every often/],
    [['--speed', '0'], /--speed 0/],
    [['--speed', 'fast'], /--speed fast/],
    [['--project', 'agenttrader-prod'], /--project agenttrader-prod/],
  ])('%j', (argv, message) => {
    const parse = () => parseFlags(argv, '/');
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(message);
  });
});

test('the help names every flag', () => {
  for (const name of ENDPOINT_NAMES) expect(helpText(STACK_PROGRAM)).toContain(`--${portFlag(name)} PORT`);
  for (const flag of [
    '--fresh',
    '--no-demo',
    '--no-demo',
    '--pulse-every',
    '--speed',
    '--data',
    '--project',
    '--help',
  ]) {
    expect(helpText(STACK_PROGRAM)).toContain(flag);
  }
});
