import { describe, expect, it } from 'vitest';
import { UsageError } from '../command-line/flags.ts';
import { parseSuiteFlags, suiteUsage } from './flags.ts';
import { fixedPorts, stackPorts, withPorts } from './ports.ts';

const emulators = {
  singleProjectMode: true,
  auth: { host: '127.0.0.1', port: 9099 },
  firestore: { port: 8080, websocketPort: 9150 },
  ui: { enabled: true },
};
const fixed = fixedPorts(emulators);
const parse = (...argv: string[]) => parseSuiteFlags(argv, fixed, '/project');

describe('the flags of npm run emulators', () => {
  it('start the suite on the ports of firebase.json', () => {
    expect(parse()).toMatchObject({
      command: 'start',
      project: 'demo-agenttrader',
      data: '/project/.local/emulators',
      googleFirestore: false,
    });
    expect(parse().ports).toEqual({
      auth: 9099,
      firestore: 8080,
      websocket: 9150,
      alpaca: 8090,
      'secret-manager': 8091,
      vertex: 8092,
      dashboard: 5173,
    });
  });

  it('move any port, for the suite and for the services', () => {
    const { ports } = parse('--port-auth', '19099', '--port-websocket', '19150', '--port-alpaca', '18090');
    expect(withPorts(emulators, ports)).toEqual({
      singleProjectMode: true,
      auth: { host: '127.0.0.1', port: 19_099 },
      firestore: { port: 8080, websocketPort: 19_150 },
      ui: { enabled: true },
    });
    expect(stackPorts(ports)).toMatchObject({ alpaca: 18_090, auth: 19_099, functions: 5001 });
  });

  it('take a command for exec', () => {
    expect(parse('exec', 'npm run x')).toMatchObject({ command: 'exec', script: 'npm run x' });
  });

  it.each([
    [['exec'], 'exec needs a command'],
    [['begin'], 'begin is no command'],
    [['services', 'x'], 'services takes no arguments'],
    [['--project', 'live-one'], 'starts with "demo-"'],
    [['--port-auth', '0'], 'a port is a number'],
    [['--port-auth', '8080'], 'wanted by both'],
    [['--import', 'x'], '--import'],
  ])('refuse %j', (argv, reason) => {
    expect(() => parse(...argv)).toThrow(UsageError);
    expect(() => parse(...argv)).toThrow(reason);
  });

  it('are all explained', () => {
    for (const name of Object.keys(fixed)) expect(suiteUsage(fixed)).toContain(`--port-${name} PORT`);
  });
});
