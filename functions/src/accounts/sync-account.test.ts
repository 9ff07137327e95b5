import { expect, it } from 'vitest';
import { healthyTenant, type MemoryTenant, memoryPorts } from '../../test-support/memory-ports.ts';
import { BrokerError } from '../broker/broker-error.ts';
import { syncAccount } from './sync-account.ts';

const sync = (changes: Partial<MemoryTenant>) => {
  const { ports } = memoryPorts({ alice: healthyTenant(changes) });
  return syncAccount('alice', 1_000, ports);
};

it('answers with what is in the account now', async () => {
  expect(await sync({})).toMatchObject({ status: 'synced', equity: '1000.00' });
});

it('says that others are writing the account, where they always come first', async () => {
  await expect(sync({ commit: async () => 'superseded' })).rejects.toMatchObject({
    code: 'aborted',
    message: expect.stringContaining('Try again in a few seconds.'),
  });
});

it('says that the broker is out of reach where it is', async () => {
  const unreachable = async () => {
    throw new BrokerError('broker_unreachable');
  };
  await expect(sync({ account: unreachable })).rejects.toMatchObject({ code: 'unavailable' });
});
