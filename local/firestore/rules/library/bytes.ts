import { chargeText } from '../values/work.ts';
import { type Method, methodsOf } from './signature.ts';

const method = methodsOf('bytes');

export const BYTES_METHODS: readonly Method[] = [
  method('size', [], self => BigInt(self.data.length)),
  /** The URL-safe alphabet, with padding. */
  method('toBase64', [], self => {
    chargeText(self.data.length);
    const text = Buffer.from(self.data).toString('base64');
    return text.replaceAll('+', '-').replaceAll('/', '_');
  }),
  method('toHexString', [], self => {
    chargeText(self.data.length);
    return Buffer.from(self.data).toString('hex').toUpperCase();
  }),
];
