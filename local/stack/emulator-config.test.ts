import { expect, test } from 'vitest';
import { authConfig, functionsConfig } from './emulator-config.ts';
import { parseFlags } from './flags.ts';

const { ports } = parseFlags(
  ['--port-functions', '15001', '--port-tasks', '15002', '--port-auth', '15003', '--port-hub', '15004'],
  '/',
);
const internal = { hub: 40_001, logging: 40_002, eventarc: 40_003 };
const folders = { root: '/project', config: '/project/.local/config', env: '/project/.local/config/env' };

test('functions: the wanted ports, sources seen from the configuration, nothing of deployment', () => {
  const firebaseJson = {
    functions: [
      { source: 'functions', codebase: 'default', runtime: 'nodejs24', predeploy: ['npm run build'] },
    ],
    firestore: { rules: 'firestore.rules' },
  };
  expect(functionsConfig(firebaseJson, folders, ports, internal)).toEqual({
    functions: [{ source: '../../functions', codebase: 'default', runtime: 'nodejs24', configDir: 'env' }],
    emulators: {
      functions: { host: '127.0.0.1', port: 15_001 },
      tasks: { host: '127.0.0.1', port: 15_002 },
      hub: { host: '127.0.0.1', port: 15_004 },
      eventarc: { host: '127.0.0.1', port: 40_003 },
      logging: { host: '127.0.0.1', port: 40_002 },
      ui: { enabled: false },
    },
  });
});

test('functions: a firebase.json without functions is no use', () => {
  expect(() => functionsConfig({}, folders, ports, internal)).toThrow('names no functions');
});

test('auth: the wanted port, and a hub out of the way of the other', () => {
  expect(authConfig(ports, internal)).toEqual({
    emulators: {
      auth: { host: '127.0.0.1', port: 15_003 },
      hub: { host: '127.0.0.1', port: 40_001 },
      logging: { host: '127.0.0.1', port: 40_002 },
      ui: { enabled: false },
    },
  });
});
