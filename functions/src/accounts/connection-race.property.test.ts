import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ManualClock } from '../../test-support/manual-clock.ts';
import { type MemoryAccounts, memoryAccounts, memoryVault } from '../../test-support/memory-accounts.ts';
import { memoryLog } from '../../test-support/memory-log.ts';
import { account } from '../../test-support/memory-ports.ts';
import { connectBroker } from './connect-broker.ts';
import { disconnectBroker } from './disconnect-broker.ts';

type Step = 'connect' | 'disconnect' | 'delete account' | 'delete secret outside';

/** Lets the scheduler decide when each call reaches the port behind it, and when its answer comes back. */
function delayed<T extends object>(scheduler: fc.Scheduler, target: T): T {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name);
      if (typeof value !== 'function' || name === 'remove' || name === 'listings') return value;
      return async (...parameters: unknown[]) => {
        await scheduler.schedule(Promise.resolve(), `${String(name)} is asked`);
        const answer: unknown = await Reflect.apply(value, object, parameters);
        await scheduler.schedule(Promise.resolve(), `${String(name)} answers`);
        return answer;
      };
    },
  });
}

function world(scheduler: fc.Scheduler) {
  const accounts = memoryAccounts();
  const vault = memoryVault();
  const ports = {
    accounts: delayed<MemoryAccounts>(scheduler, accounts),
    vault: delayed(scheduler, vault),
    broker: {
      account: async () => account(),
      positions: async () => [],
      latestPrices: async () => new Map(),
    },
    clock: new ManualClock('2026-03-02T15:00:00Z'),
    log: memoryLog(),
  };
  let made = 0;
  const perform = async (step: Step): Promise<void> => {
    switch (step) {
      case 'connect': {
        made += 1;
        const keyId = `PKTESTTESTTESTTEST${String(made).padStart(2, '0')}`;
        const keys = { exchange: 'alpaca', environment: 'paper', keyId, secretKey: 's'.repeat(40) } as const;
        await connectBroker('alice', keys, ports).catch(() => {});
        return;
      }
      case 'disconnect':
        await disconnectBroker('alice', { exchange: 'alpaca' }, ports);
        return;
      case 'delete account':
        accounts.remove();
        await ports.vault.erase('alice', 'alpaca');
        await ports.vault.erase('alice', 'alpaca');
        return;
      case 'delete secret outside':
        await ports.vault.erase('alice', 'alpaca');
    }
  };
  return { accounts, vault, ports, perform };
}

const stepsOf = (...steps: Step[]) => fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 6 });

it('however connecting, disconnecting and deleting interleave, what is named can be read and nothing else is kept', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      stepsOf('connect', 'connect', 'disconnect', 'delete account'),
      async (scheduler, steps) => {
        const { accounts, vault, perform } = world(scheduler);
        await scheduler.waitFor(Promise.all(steps.map(perform)));
        const named = accounts.connection;
        expect([...vault.versions.keys()].map(String)).toEqual(named ? [named.secretVersion] : []);
        if (named) {
          expect(vault.versions.get(Number(named.secretVersion))?.keyId.slice(-4)).toBe(named.keyIdLast4);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

it('whenever the secret is deleted outside the app, connecting again puts everything right', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      stepsOf('connect', 'disconnect', 'delete secret outside'),
      async (scheduler, steps) => {
        const { accounts, vault, perform } = world(scheduler);
        await scheduler.waitFor(Promise.all(steps.map(perform)));
        await scheduler.waitFor(perform('connect'));
        expect([...vault.versions.keys()].map(String)).toEqual([accounts.connection?.secretVersion]);
      },
    ),
    { numRuns: 1_000 },
  );
});
