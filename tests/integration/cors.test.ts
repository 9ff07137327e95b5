import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedFunction, serveFunction } from '../support/served-function.ts';

const DEPLOYED = {
  GCLOUD_PROJECT: 'demo-cors',
  DASHBOARD_ORIGINS: 'https://app.example.com, https://trade.example.org:8443/, nonsense, file:///tmp',
};
const OWN = ['https://demo-cors.web.app', 'https://demo-cors.firebaseapp.com'];
const ADDED = ['https://app.example.com', 'https://trade.example.org:8443'];
const LOOPBACK = ['http://127.0.0.1:5173', 'http://localhost:4173', 'http://localhost', 'http://[::1]:5173'];
const FOREIGN = [
  'null',
  'nonsense',
  'file://',
  'https://evil.example',
  'https://demo-cors.web.app.evil.example',
  'https://evildemo-cors.web.app',
  'https://demo-cors--preview-1a2b3c.web.app',
  'https://demo-cors.web.app:8443',
  'https://demo-cors.web.app/',
  'https://DEMO-CORS.web.app',
  'http://demo-cors.web.app',
  'https://demo-other.web.app',
  'https://sub.app.example.com',
  'http://app.example.com',
  'https://trade.example.org',
  'http://127.0.0.1:5173@evil.example',
  'http://localhost.evil.example:5173',
  'http://127.0.0.2:5173',
];

/** The headers that the dashboard's library sends with a call. */
const SENT = ['authorization', 'content-type', 'firebase-instance-id-token', 'x-firebase-appcheck'];

async function preflight(served: ServedFunction, origin: string) {
  const { status, headers } = await served.send({
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': SENT.join(','),
    },
  });
  return { status, headers };
}

/** Which of the origins may read: what a preflight, an answer, a refused call and a refused body say of each. */
async function readers(served: ServedFunction, origins: readonly string[]) {
  const asked = await Promise.all(
    origins.map(async origin => {
      const answers = [
        await preflight(served, origin),
        await served.call({}, { origin }),
        await served.send({ headers: { origin } }),
        await served.send({ headers: { origin, 'content-encoding': 'gzip' } }),
        await served.send({ headers: { origin }, body: Buffer.alloc(70_000) }),
      ];
      const allowed = answers.map(({ headers }) => headers['access-control-allow-origin']);
      expect(answers.map(({ headers }) => headers.vary)).toEqual(answers.map(() => 'Origin'));
      if (allowed.every(value => value === undefined)) return [];
      expect(allowed).toEqual(allowed.map(() => origin));
      return [origin];
    }),
  );
  return asked.flat();
}

describe('a deployed callable', () => {
  let served: ServedFunction;
  beforeAll(async () => {
    served = await serveFunction('get_quote', { env: DEPLOYED });
  });
  afterAll(() => served?.stop());

  it('can be read by pages of the dashboard, and by no others', async () => {
    expect(await readers(served, [...OWN, ...ADDED, ...LOOPBACK, ...FOREIGN])).toEqual([...OWN, ...ADDED]);
  });

  it('answers what a browser asks before a call', async () => {
    const { status, headers } = await preflight(served, 'https://demo-cors.web.app');
    expect([status, headers['access-control-allow-methods']]).toEqual([204, 'POST']);
    expect(String(headers['access-control-allow-headers']).split(', ').sort()).toEqual(SENT);
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('refuses a browser that asks for a page of another origin', async () => {
    const { status, headers } = await preflight(served, 'https://evil.example');
    expect(status).toBe(403);
    expect(headers['access-control-allow-methods']).toBeUndefined();
  });

  it('serves who is no browser', async () => {
    const { status, headers } = await served.call({});
    expect([status, headers['access-control-allow-origin']]).toEqual([401, undefined]);
  });
});

describe('a callable on one’s own machine', () => {
  it('can be read by pages of this machine, too', async () => {
    const served = await serveFunction('get_quote', { env: { ...DEPLOYED, FUNCTIONS_EMULATOR: 'true' } });
    const allowed = [...OWN, ...ADDED, ...LOOPBACK];
    expect(await readers(served, [...allowed, ...FOREIGN])).toEqual(allowed);
    await served.stop();
  });
});
