import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test-support/manual-clock.ts';
import { CredentialsError } from '../credentials/credentials.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import { BrokerError } from './broker-error.ts';
import { askForTenant, type TenantAccessPorts } from './tenant-access.ts';

const connection = { id: '7.2', environment: 'paper', secretVersion: '7' } as const;
const keys = { kind: 'apiKey', keyId: 'PK1', secretKey: 'secret' } as const;

function world(changes: Partial<TenantAccessPorts> = {}) {
  const clock = new ManualClock('2026-03-02T15:00:00.000Z');
  const asked: unknown[] = [];
  const ports: TenantAccessPorts = {
    clock,
    connections: { read: async () => connection },
    credentials: {
      async read(reference) {
        asked.push(reference);
        return keys;
      },
    },
    ...changes,
  };
  return { clock, asked, ports };
}

const failing = (thrown: unknown) => async (): Promise<never> => {
  throw thrown;
};

describe('asking the broker for a tenant', () => {
  it('takes the keys that the connection names, for the environment that it names', async () => {
    const { asked, ports } = world();
    const access = await askForTenant('alice', { deadlineMs: 1_000 }, ports, async given => given);
    expect(asked).toEqual([{ uid: 'alice', broker: 'alpaca', version: '7', connectionId: '7.2' }]);
    expect(access).toMatchObject({ environment: 'paper', credentials: keys });
  });

  it('is refused without a connection, before any key is read', async () => {
    const { asked, ports } = world({ connections: { read: async () => undefined } });
    await expect(askForTenant('alice', { deadlineMs: 1_000 }, ports, failing('asked'))).rejects.toMatchObject(
      {
        code: 'failed-precondition',
        message: 'No broker is connected. Connect your Alpaca account in Settings, and try again.',
      },
    );
    expect(asked).toEqual([]);
  });

  it.each([
    ['missing', 'failed-precondition', 'Your API keys are no longer stored with us.'],
    ['malformed', 'unavailable', 'Your stored API keys could not be read.'],
    ['unavailable', 'unavailable', 'Your stored API keys could not be read.'],
  ] as const)('is refused where the keys are %s', async (stored, code, words) => {
    const { ports } = world({ credentials: { read: failing(new CredentialsError(stored)) } });
    await expect(askForTenant('alice', { deadlineMs: 1_000 }, ports, failing('asked'))).rejects.toMatchObject(
      {
        code,
        message: expect.stringContaining(words),
      },
    );
  });

  it('is refused when it takes too long', async () => {
    const { clock, ports } = world();
    const hanging = askForTenant(
      'alice',
      { deadlineMs: 1_000, wording: { again: 'Ask again later.' } },
      ports,
      () => new Promise(() => {}),
    );
    clock.advance(1_000);
    await expect(hanging).rejects.toMatchObject({
      code: 'deadline-exceeded',
      message: 'Reading the market at Alpaca took too long. Ask again later.',
    });
  });

  it.each([
    [
      'credentials_rejected',
      'failed-precondition',
      'Alpaca refused your API keys. Connect your account again in Settings.',
    ],
    [
      'broker_forbidden',
      'failed-precondition',
      'Alpaca does not let your API keys read this. Check your account at Alpaca, then try again.',
    ],
    [
      'broker_rate_limited',
      'resource-exhausted',
      'Alpaca is limiting how often your keys may ask. Try again in a minute.',
    ],
    ['broker_unavailable', 'unavailable', 'Alpaca answered with an error of its own. Try again in a minute.'],
    ['broker_timeout', 'unavailable', 'Alpaca did not answer in time. Try again in a minute.'],
    ['broker_unreachable', 'unavailable', 'Alpaca could not be reached. Try again in a minute.'],
    [
      'broker_response_invalid',
      'unavailable',
      'Alpaca sent an answer that could not be read. Try again in a minute.',
    ],
  ] as const)('says what to do about %s', async (failure, code, message) => {
    const { ports } = world();
    const asking = askForTenant('alice', { deadlineMs: 1_000 }, ports, failing(new BrokerError(failure)));
    await expect(asking).rejects.toMatchObject({ code, message });
  });

  it('lets a caller say it in a sentence of its own', async () => {
    const { ports } = world();
    const wording = { sentences: { broker_timeout: 'No price came.' } };
    const late = failing(new BrokerError('broker_timeout'));
    await expect(askForTenant('alice', { deadlineMs: 1_000, wording }, ports, late)).rejects.toMatchObject({
      code: 'unavailable',
      message: 'No price came.',
    });
  });

  it.each([new Error('a bug'), new UserFacingError('not-found', 'There is none.')])(
    'passes on what is no failure of asking: %s',
    async thrown => {
      const { ports } = world();
      await expect(askForTenant('alice', { deadlineMs: 1_000 }, ports, failing(thrown))).rejects.toBe(thrown);
    },
  );
});
