import { describe, expect, it } from 'vitest';
import { findKeyFields, readKeys } from './read-keys.ts';

const KEY_ID = 'PKLEGACYLEGACY000001';
const SECRET = 'legacySecret'.padEnd(40, '0');
const pair = { api_key: KEY_ID, secret_key: SECRET };

describe('keys in a document of an earlier system', () => {
  it.each([
    pair,
    { key_id: KEY_ID, secret_key: SECRET },
    { keyId: KEY_ID, secretKey: SECRET },
    { apiKey: ` ${KEY_ID} `, apiSecret: SECRET },
    { ALPACA_API_KEY: KEY_ID, ALPACA_SECRET_KEY: SECRET },
    { APCA_API_KEY_ID: KEY_ID, APCA_API_SECRET_KEY: SECRET },
  ])('are found in %j', fields => {
    expect(readKeys(fields, {})).toEqual({ environment: 'paper', keyId: KEY_ID, secretKey: SECRET });
    expect(findKeyFields({ ...fields, paper: true, note: 'x' })).toEqual(Object.keys(fields));
  });

  it.each([
    [{}, {}, 'paper'],
    [{ environment: 'live' }, {}, 'live'],
    [{ env: 'PRODUCTION' }, {}, 'live'],
    [{ mode: 'sandbox' }, {}, 'paper'],
    [{ environment: 'whatever' }, {}, 'paper'],
    [{ paper: false }, {}, 'live'],
    [{ isPaper: true }, {}, 'paper'],
    [{ live: true }, {}, 'live'],
    [{ base_url: 'https://api.alpaca.markets' }, {}, 'live'],
    [{ base_url: 'https://paper-api.alpaca.markets/v2' }, {}, 'paper'],
    [{ base_url: 'https://api.alpaca.markets.evil.example' }, {}, 'paper'],
    [{ base_url: 'https://api.alpaca.markets', paper: true }, {}, 'paper'],
    [{}, { environment: 'live' }, 'live'],
    [{}, { baseUrl: 'https://api.alpaca.markets' }, 'live'],
    [{ paper: true }, { environment: 'live' }, 'paper'],
  ])('with %j beside settings of %j are for %o', (fields, hints, environment) => {
    expect(readKeys({ ...pair, ...fields }, hints)).toMatchObject({ environment });
  });

  it.each([
    {},
    { api_key: KEY_ID },
    { secret_key: SECRET },
    { ...pair, secret_key: 'short' },
    { ...pair, api_key: 'with a blank in it' },
    { ...pair, api_key: 17 },
    { ...pair, secret_key: 's'.repeat(1_000) },
  ])('are none in %j', fields => {
    expect(readKeys(fields, {})).toBeUndefined();
  });
});
