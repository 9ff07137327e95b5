import { SecretManagerServiceClient } from '@google-cloud/secret-manager';
import { credentials as grpc } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecretManagerVault } from '../../../functions/src/credentials/secret-manager/vault.ts';
import {
  type InProcessSecretManager,
  inProcessSecretManager,
} from '../../support/in-process-secret-manager.ts';

const keys = (keyId: string) => ({ kind: 'apiKey' as const, keyId, secretKey: `${keyId}-secret` });

describe('the vault over Secret Manager', () => {
  let manager: InProcessSecretManager;
  beforeAll(async () => {
    manager = await inProcessSecretManager('demo-vault');
  });
  afterAll(() => manager.close());

  const vault = () => new SecretManagerVault(manager.client, 'demo-vault', 5_000);
  const read = (uid: string, version: string) =>
    vault().read({ uid, broker: 'alpaca', version, connectionId: version });

  it('numbers what it stores and reads each by its number', async () => {
    expect(await vault().store('alice', 'alpaca', keys('first'))).toBe('1');
    expect(await vault().store('alice', 'alpaca', keys('second'))).toBe('2');
    expect(await read('alice', '1')).toEqual(keys('first'));
    expect(await read('alice', '2')).toEqual(keys('second'));
  });

  it('keeps tenants apart whose names differ only in what a secret’s id cannot spell', async () => {
    await vault().store('a.b', 'alpaca', keys('dot'));
    await vault().store('a:b', 'alpaca', keys('colon'));
    expect((await read('a.b', '1')).keyId).toBe('dot');
    expect((await read('a:b', '1')).keyId).toBe('colon');
  });

  it('destroys the versions that it is told to, once', async () => {
    for (const name of ['one', 'two', 'three']) await vault().store('bob', 'alpaca', keys(name));
    expect((await vault().list('bob', 'alpaca')).toSorted()).toEqual(['1', '2', '3']);
    expect(await vault().destroy('bob', 'alpaca', ['1', '2'])).toBe(2);
    expect(await vault().destroy('bob', 'alpaca', ['1', '2', '9'])).toBe(0);
    await expect(read('bob', '1')).rejects.toMatchObject({ code: 'missing' });
    expect((await read('bob', '3')).keyId).toBe('three');
    expect(await vault().list('bob', 'alpaca')).toEqual(['3']);
    expect(await vault().destroy('bob', 'alpaca', ['2', '3'])).toBe(1);
    expect(await vault().list('bob', 'alpaca')).toEqual([]);
    expect(await vault().store('bob', 'alpaca', keys('four'))).toBe('4');
  });

  it('destroys each version once, however many ask for it at the same moment', async () => {
    await vault().store('dora', 'alpaca', keys('one'));
    const counts = await Promise.all(
      Array.from({ length: 10 }, () => vault().destroy('dora', 'alpaca', ['1'])),
    );
    expect(counts.toSorted().at(-1)).toBe(1);
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
  });

  it('erases a secret with all of its versions, once or twice, and nobody else’s', async () => {
    await vault().store('carol', 'alpaca', keys('hers'));
    await vault().store('carola', 'alpaca', keys('another'));
    await vault().erase('carol', 'alpaca');
    await vault().erase('carol', 'alpaca');
    const [secrets] = await manager.client.listSecrets({ parent: 'projects/demo-vault' });
    const names = secrets.map(({ name }) => name?.split('/').at(-1));
    expect(names).toContain('alpaca-keys-carola');
    expect(names).not.toContain('alpaca-keys-carol');
    await expect(read('carol', '1')).rejects.toMatchObject({ code: 'missing' });
    expect((await read('carola', '1')).keyId).toBe('another');
  });

  it('has nothing to destroy for a stranger, and nothing to read', async () => {
    expect(await vault().list('nobody', 'alpaca')).toEqual([]);
    expect(await vault().destroy('nobody', 'alpaca', ['1'])).toBe(0);
    await expect(read('nobody', '1')).rejects.toMatchObject({ code: 'missing' });
  });

  it.each(['not json', '{"key_id":"only"}', '[]'])('calls %s malformed without quoting it', async payload => {
    const uid = `malformed-${payload.length}`;
    await vault().store(uid, 'alpaca', keys('x'));
    const parent = `projects/demo-vault/secrets/alpaca-keys-${uid}`;
    await manager.client.addSecretVersion({ parent, payload: { data: Buffer.from(payload) } });
    const error = await read(uid, '2').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'malformed' });
    expect(String(error)).not.toContain(payload);
  });

  it('says that it is unavailable when nobody answers', async () => {
    const nowhere = new SecretManagerServiceClient({
      projectId: 'demo-vault',
      apiEndpoint: '127.0.0.1',
      port: 1,
      sslCreds: grpc.createInsecure(),
    });
    const unreachable = new SecretManagerVault(nowhere, 'demo-vault', 300);
    await expect(
      unreachable.read({ uid: 'alice', broker: 'alpaca', version: '1', connectionId: '1' }),
    ).rejects.toMatchObject({
      code: 'unavailable',
    });
    await nowhere.close();
  });
});
