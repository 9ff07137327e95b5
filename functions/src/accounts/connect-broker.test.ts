import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test-support/manual-clock.ts';
import { memoryAccounts, memoryVault } from '../../test-support/memory-accounts.ts';
import { memoryLog } from '../../test-support/memory-log.ts';
import { account } from '../../test-support/memory-ports.ts';
import type { Broker } from '../broker/broker.ts';
import { BrokerError, type BrokerErrorCode } from '../broker/broker-error.ts';
import { connectBroker } from './connect-broker.ts';
import { disconnectBroker } from './disconnect-broker.ts';

/** A broker that knows live keys by their "AK" and paper keys by their "PK", as Alpaca's key ids begin. */
const brokerKnowing = (failure?: BrokerErrorCode): Broker => ({
  async account({ credentials, environment }) {
    if (failure) throw new BrokerError(failure);
    if (credentials.keyId.startsWith(environment === 'live' ? 'AK' : 'PK')) return account();
    throw new BrokerError('credentials_rejected', { status: 401 });
  },
  positions: async () => [],
  latestPrices: async () => new Map(),
});

const world = (broker = brokerKnowing(), onboarded = true) => ({
  accounts: memoryAccounts(onboarded),
  vault: memoryVault(),
  broker,
  clock: new ManualClock('2026-03-02T15:00:00Z'),
  log: memoryLog(),
});

const request = (changes: { environment?: 'paper' | 'live'; keyId?: string } = {}) => ({
  exchange: 'alpaca' as const,
  environment: 'paper' as const,
  keyId: 'PKTESTTESTTESTTEST01',
  secretKey: 'secretsecretsecretsecretsecretsecretsecr',
  ...changes,
});

describe('connecting', () => {
  it('stores verified keys, and only the last four characters outside of the vault', async () => {
    const ports = world();
    expect(await connectBroker('alice', request(), ports)).toMatchObject({
      status: 'connected',
      keyIdLast4: 'ST01',
    });
    expect(ports.accounts.connection).toEqual({
      environment: 'paper',
      keyIdLast4: 'ST01',
      secretVersion: '1',
    });
    expect([...ports.vault.versions.keys()]).toEqual([1]);
  });

  it('leaves no keys behind when the account was deleted while they were verified', async () => {
    const ports = world();
    ports.accounts.saveConnection = async () => ({ kind: 'tenant_gone' });
    await expect(connectBroker('alice', request(), ports)).rejects.toMatchObject({
      code: 'failed-precondition',
      message: 'This account was deleted. Nothing was stored.',
    });
    expect([...ports.vault.versions.keys()]).toEqual([]);
  });

  it('again replaces the version and destroys the old one', async () => {
    const ports = world();
    await connectBroker('alice', request(), ports);
    await connectBroker('alice', request({ keyId: 'PKTESTTESTTESTTEST02' }), ports);
    expect(ports.accounts.connection?.secretVersion).toBe('2');
    expect([...ports.vault.versions.keys()]).toEqual([2]);
  });

  it.each([
    ['paper', 'AKTESTTESTTESTTEST01', 'These are live keys, but you chose paper.'],
    ['live', 'PKTESTTESTTESTTEST01', 'These are paper keys, but you chose live.'],
  ] as const)(
    'given to %s, keys of the other world are named as such',
    async (environment, keyId, sentence) => {
      const ports = world();
      await expect(connectBroker('alice', request({ environment, keyId }), ports)).rejects.toMatchObject({
        code: 'invalid-argument',
        message: expect.stringContaining(sentence),
      });
      expect(ports.vault.versions.size).toBe(0);
      expect(ports.accounts.connection).toBeUndefined();
    },
  );

  it.each([
    ['credentials_rejected', 'invalid-argument'],
    ['broker_forbidden', 'failed-precondition'],
    ['broker_rate_limited', 'resource-exhausted'],
    ['broker_unavailable', 'unavailable'],
    ['broker_timeout', 'unavailable'],
    ['broker_unreachable', 'unavailable'],
    ['broker_response_invalid', 'unavailable'],
  ] as const)('stores nothing when the broker answers %s', async (failure, code) => {
    const ports = world(brokerKnowing(failure));
    await expect(connectBroker('alice', request(), ports)).rejects.toMatchObject({ code });
    expect(ports.vault.versions.size).toBe(0);
  });

  it('keeps the old connection working when the new one cannot be verified', async () => {
    const ports = world();
    await connectBroker('alice', request(), ports);
    const offline = { ...ports, broker: brokerKnowing('broker_unreachable') };
    await expect(connectBroker('alice', request(), offline)).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect([...ports.vault.versions.keys()]).toEqual([1]);
    expect(ports.accounts.connection?.secretVersion).toBe('1');
  });

  it('asks for onboarding first', async () => {
    await expect(connectBroker('alice', request(), world(brokerKnowing(), false))).rejects.toMatchObject({
      code: 'failed-precondition',
    });
  });

  it('destroys what an attempt left that was interrupted before it could be named', async () => {
    const ports = world();
    const save = ports.accounts.saveConnection;
    ports.accounts.saveConnection = async () => {
      throw new Error('killed');
    };
    await expect(connectBroker('alice', request(), ports)).rejects.toThrow('killed');
    ports.accounts.saveConnection = save;
    await connectBroker('alice', request(), ports);
    expect([...ports.vault.versions.keys()]).toEqual([2]);
  });

  it('again works after the secret was deleted outside the app, although versions start over', async () => {
    const ports = world();
    for (let n = 0; n < 7; n += 1) await connectBroker('alice', request(), ports);
    await ports.vault.erase('alice', 'alpaca');
    expect(await connectBroker('alice', request(), ports)).toMatchObject({ status: 'connected' });
    expect(ports.accounts.connection?.secretVersion).toBe('1');
    expect([...ports.vault.versions.keys()]).toEqual([1]);
  });

  it('gives way to a connection made at the same moment, and destroys its own keys', async () => {
    const ports = world();
    ports.accounts.saveConnection = async () => ({ kind: 'superseded' });
    await expect(connectBroker('alice', request(), ports)).rejects.toMatchObject({ code: 'aborted' });
    expect(ports.vault.versions.size).toBe(0);
  });

  it('stands although the old keys could not be destroyed, and an operator hears of it', async () => {
    const ports = world();
    await connectBroker('alice', request(), ports);
    ports.vault.destroy = async () => {
      throw new Error('Secret Manager is away');
    };
    expect(await connectBroker('alice', request(), ports)).toMatchObject({ status: 'connected' });
    expect(ports.log.lines).toEqual([expect.objectContaining({ severity: 'error' })]);
  });
});

describe('disconnecting', () => {
  it('destroys every version', async () => {
    const ports = world();
    await connectBroker('alice', request(), ports);
    expect(await disconnectBroker('alice', { exchange: 'alpaca' }, ports)).toMatchObject({
      status: 'disconnected',
    });
    expect(ports.vault.versions.size).toBe(0);
    expect(ports.accounts.connection).toBeUndefined();
  });

  it('finishes what an earlier attempt left', async () => {
    const ports = world();
    await connectBroker('alice', request(), ports);
    const { destroy } = ports.vault;
    ports.vault.destroy = async () => {
      throw new Error('Secret Manager is away');
    };
    await expect(disconnectBroker('alice', { exchange: 'alpaca' }, ports)).rejects.toThrow('is away');
    expect(ports.accounts.connection).toBeUndefined();
    ports.vault.destroy = destroy;
    expect(await disconnectBroker('alice', { exchange: 'alpaca' }, ports)).toMatchObject({
      status: 'disconnected',
    });
    expect(ports.vault.versions.size).toBe(0);
  });

  it('forgets the connection although the keys cannot be listed, and can be repeated', async () => {
    const ports = world();
    await connectBroker('alice', request(), ports);
    const { list } = ports.vault;
    ports.vault.list = async () => {
      throw new Error('Secret Manager is away');
    };
    await expect(disconnectBroker('alice', { exchange: 'alpaca' }, ports)).rejects.toThrow('is away');
    expect(ports.accounts.connection).toBeUndefined();
    ports.vault.list = list;
    await disconnectBroker('alice', { exchange: 'alpaca' }, ports);
    expect(ports.vault.versions.size).toBe(0);
  });

  it('asks the vault nothing where it holds nothing', async () => {
    const ports = world();
    await disconnectBroker('alice', { exchange: 'alpaca' }, ports);
    expect(ports.vault.listings()).toBe(0);
    await connectBroker('alice', request(), ports);
    for (let n = 0; n < 5; n += 1) await disconnectBroker('alice', { exchange: 'alpaca' }, ports);
    expect(ports.vault.listings()).toBe(1);
  });

  it('says so when there was nothing to disconnect', async () => {
    expect(await disconnectBroker('alice', { exchange: 'alpaca' }, world())).toMatchObject({
      status: 'not_connected',
    });
  });
});
