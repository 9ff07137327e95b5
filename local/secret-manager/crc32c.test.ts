import { expect, test } from 'vitest';
import { crc32c } from './crc32c.ts';

test.each([
  ['nothing', Buffer.alloc(0), 0],
  ['the check value of the catalogue', Buffer.from('123456789'), 0xe3069283],
  ['32 zero bytes (RFC 3720)', Buffer.alloc(32), 0x8a9136aa],
  ['32 bytes of 0xff (RFC 3720)', Buffer.alloc(32, 0xff), 0x62a8ab43],
])('%s', (_name, bytes, expected) => {
  expect(crc32c(bytes)).toBe(expected);
});
