import { expect, test } from 'vitest';
import { authConfig } from './emulator-config.ts';
import { parseFlags } from './flags.ts';

test('auth: the wanted ports, on loopback, and no interface', () => {
  const { ports } = parseFlags(['--port-auth', '15003', '--port-hub', '15004'], '/');
  expect(authConfig(ports, 40_001)).toEqual({
    emulators: {
      auth: { host: '127.0.0.1', port: 15_003 },
      hub: { host: '127.0.0.1', port: 15_004 },
      logging: { host: '127.0.0.1', port: 40_001 },
      ui: { enabled: false },
    },
  });
});
