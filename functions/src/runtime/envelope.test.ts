import { describe, expect, it } from 'vitest';
import { readEnvelope } from './envelope.ts';

const json = (text: string) => readEnvelope('POST', { kind: 'json', value: JSON.parse(text) });

describe('the envelope of a call', () => {
  it.each([
    ['{"data":null}', null],
    ['{"data":{}}', {}],
    ['{"data":{"a":[1,{"b":"@type"}]}}', { a: [1, { b: '@type' }] }],
    ['{"data":{"n":{"@type":"type.googleapis.com/google.protobuf.Int64Value","value":"-42"}}}', { n: -42 }],
    ['{"data":{"@type":"type.googleapis.com/google.protobuf.UInt64Value","value":"42"}}', 42],
  ])('%s holds data', (text, data) => {
    expect(json(text)).toEqual({ kind: 'data', data });
  });

  it.each([
    ['{}', 'no "data"'],
    ['{"keyId":"canary","secretKey":"canary"}', 'no "data"'],
    ['null', 'no "data"'],
    ['"canary"', 'no "data"'],
    ['["canary"]', 'no "data"'],
    ['{"__proto__":{"data":"canary"}}', 'no "data"'],
    ['{"data":{},"canary":1}', 'beside "data"'],
    ['{"data":{"@type":"canary","value":"canary"}}', '"@type"'],
    ['{"data":[{"a":{"@type":{"canary":1}}}]}', '"@type"'],
    ['{"data":{"@type":""}}', '"@type"'],
    ['{"data":{"@type":"type.googleapis.com/google.protobuf.Int64Value","value":"canary"}}', '"@type"'],
    ['{"data":{"@type":"type.googleapis.com/google.protobuf.Int64Value","value":42}}', '"@type"'],
    ['{"data":{"@type":"type.googleapis.com/google.protobuf.Int64Value"}}', '"@type"'],
    ['{"data":{"a":{"__proto__":{"canary":1}}}}', 'not allowed'],
  ])('%s is refused without a word of it', (text, message) => {
    const envelope = json(text);
    expect(envelope).toEqual({ kind: 'refused', message: expect.stringContaining(message) });
    expect(JSON.stringify(envelope)).not.toContain('canary');
  });

  it('comes with POST, as JSON', () => {
    const body = { kind: 'json', value: { data: {} } } as const;
    expect(readEnvelope('GET', body)).toEqual({ kind: 'refused', message: expect.stringContaining('POST') });
    for (const kind of ['none', 'other'] as const) {
      expect(readEnvelope('POST', { kind })).toEqual({
        kind: 'refused',
        message: expect.stringContaining('application/json'),
      });
    }
  });
});
