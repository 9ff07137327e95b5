import { describe, expect, it } from 'vitest';
import { localAddress } from './local-address.ts';

const inEmulator = { FUNCTIONS_EMULATOR: 'true' };

describe('the address of a local stand-in', () => {
  it('is read inside the emulator', () => {
    expect(localAddress('X', { ...inEmulator, X: '127.0.0.1:8090' })).toEqual({
      host: '127.0.0.1',
      port: 8090,
    });
  });

  it('does not count in a deployed function', () => {
    expect(localAddress('X', { X: '127.0.0.1:8090' })).toBeUndefined();
  });

  it('may be absent', () => {
    expect(localAddress('X', inEmulator)).toBeUndefined();
    expect(localAddress('X', { ...inEmulator, X: '' })).toBeUndefined();
  });

  it.each(['evil.example:443', '0.0.0.0:80', '127.0.0.1:80@evil.example', 'http://127.0.0.1:80'])(
    'refuses %s',
    value => {
      expect(() => localAddress('X', { ...inEmulator, X: value })).toThrow(
        'X must be an address on this machine',
      );
    },
  );
});
