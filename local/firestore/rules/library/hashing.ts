import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Bytes } from '../values/value.ts';
import { chargeWork } from '../values/work.ts';
import { type Builtin, define } from './signature.ts';

const CASTAGNOLI = 0x82f63b78;

const CASTAGNOLI_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let remainder = index;
  for (let bit = 0; bit < 8; bit += 1) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ CASTAGNOLI : remainder >>> 1;
  }
  return remainder;
});

const crc32c = (data: Uint8Array): number => {
  let remainder = 0xffffffff;
  for (const byte of data) {
    remainder = (remainder >>> 8) ^ (CASTAGNOLI_TABLE[(remainder ^ byte) & 0xff] ?? 0);
  }
  return (remainder ^ 0xffffffff) >>> 0;
};

const dataOf = (input: string | Bytes): Uint8Array => {
  const data = typeof input === 'string' ? Buffer.from(input, 'utf8') : input.data;
  chargeWork(data.length);
  return data;
};

/** Least significant byte first, as production shows checksums. */
const littleEndian = (checksum: number): Bytes => {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(checksum);
  return new Bytes(data);
};

const digest = (algorithm: string) => (input: string | Bytes) =>
  new Bytes(createHash(algorithm).update(dataOf(input)).digest());

export const HASHING_FUNCTIONS: readonly Builtin[] = [
  define('md5', ['string|bytes'], digest('md5')),
  define('sha256', ['string|bytes'], digest('sha256')),
  define('crc32', ['string|bytes'], input => littleEndian(crc32(dataOf(input)))),
  define('crc32c', ['string|bytes'], input => littleEndian(crc32c(dataOf(input)))),
];
