import type { Firestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLS } from '../support/conformance/simulated/calls.ts';
import { type InProcessFirestore, inProcessFirestore } from '../support/in-process-firestore.ts';
import { simulatedFirestore } from '../support/simulation/firestore/client.ts';
import { DocumentStore } from '../support/simulation/firestore/document-store.ts';
import { Random } from '../support/simulation/random.ts';

/** The stand-in of the simulation does what the SDK does over the local Firestore, which does what Google's does. */
describe('the Firestore of the simulation', () => {
  let firestore: InProcessFirestore;
  let simulated: Firestore;

  beforeAll(async () => {
    firestore = await inProcessFirestore('demo-simulated');
    await firestore.clear();
    const store = new DocumentStore();
    const random = new Random(1);
    let now = Date.parse('2026-03-02T15:00:00Z');
    simulated = simulatedFirestore({
      async ask({ serve }) {
        await new Promise(resolve => setImmediate(resolve));
        now += 1;
        return serve(store, now);
      },
      pause: () => new Promise(resolve => setImmediate(resolve)),
      newId: () => random.id(),
    });
  });

  afterAll(() => firestore.close());

  it.each(Object.entries(CALLS))('answers as the SDK does: %s', async (_, calls) => {
    expect(await calls(simulated)).toEqual(await calls(firestore.db));
  });
});
