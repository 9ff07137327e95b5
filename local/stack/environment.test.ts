import { delimiter, dirname } from 'node:path';
import { expect, test } from 'vitest';
import { baseEnvironment, serviceAddresses } from './environment.ts';
import { parseFlags } from './flags.ts';

test('nothing of the shell points a part outside, and loopback goes past a proxy', () => {
  const env = baseEnvironment(
    {
      PATH: '/usr/bin',
      HOME: '/home/ada',
      GOOGLE_APPLICATION_CREDENTIALS: '/home/ada/key.json',
      FIREBASE_TOKEN: 't',
      NO_PROXY: 'internal.example',
    },
    '/data',
  );
  expect(env).not.toHaveProperty('GOOGLE_APPLICATION_CREDENTIALS');
  expect(env).not.toHaveProperty('FIREBASE_TOKEN');
  expect(env.HOME).toBe('/home/ada');
  expect(env.NO_PROXY).toBe('internal.example,localhost,127.0.0.1,::1');
  expect(env.PATH?.split(delimiter)[0]).toBe(dirname(process.execPath));
});

test('services are where the flags put them', () => {
  const { ports } = parseFlags(['--port-firestore', '18080', '--port-alpaca', '18090'], '/');
  expect(serviceAddresses(ports)).toMatchObject({
    FIRESTORE_EMULATOR_HOST: '127.0.0.1:18080',
    ALPACA_EMULATOR_HOST: '127.0.0.1:18090',
    SECRET_MANAGER_EMULATOR_HOST: '127.0.0.1:8091',
  });
});
