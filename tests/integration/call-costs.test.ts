import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CallCost } from '../../domain/src/callables/contract.ts';
import { type CallableName, CONTRACTS } from '../../domain/src/callables/list.ts';
import { database } from '../../functions/src/data/firestore/firestore.ts';
import { acceptedRequest, CALLABLE_NAMES } from '../support/accepted-requests.ts';
import { type Arrange, COSTLY_CALLS, MOST_OPEN, type Surroundings } from '../support/costly-calls.ts';
import { countDocuments, type DocumentCounts } from '../support/counted-documents.ts';
import type { CallableAuth } from '../support/in-process-auth.ts';
import { type LoopbackFunctions, loopbackFunctions } from '../support/loopback-functions.ts';

describe('the documents of a call', () => {
  let functions: LoopbackFunctions;
  let world: Surroundings;
  let operator: CallableAuth;
  const sessions = new Map<string, CallableAuth>();

  beforeAll(async () => {
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, method).mockImplementation(() => {});
    }
    functions = await loopbackFunctions((name, value) =>
      vi.stubEnv(name, name === 'MAX_OPEN_TRADES' ? String(MOST_OPEN) : value),
    );
    operator = await functions.signIn('olivia', { admin: true });
    world = {
      db: database(),
      signUp: async uid => void sessions.set(uid, await functions.signIn(uid)),
      openAccount: functions.openAccount,
      call: (uid, name, data = acceptedRequest(name)) => call(name, data, sessions.get(uid)),
    };
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await functions.stop();
  });

  async function call(name: string, data: unknown, auth: unknown): Promise<unknown> {
    const callable = functions.callables.get(name);
    if (!callable) throw new Error(`${name} is not deployed`);
    return callable.run({ data, auth });
  }

  /** Beside those of counting the call itself. */
  async function measured(name: CallableName, uid: string, arrange: Arrange): Promise<DocumentCounts> {
    const accepted: object = (await arrange(uid, world)) ?? acceptedRequest(name);
    const isForOperators = CONTRACTS[name].requires === 'operator';
    const request = 'targetUserId' in accepted ? { ...accepted, targetUserId: uid } : accepted;
    const counting = countDocuments(world.db);
    await call(name, request, isForOperators ? operator : sessions.get(uid)).finally(counting.stop);
    const { reads, writes, deletes } = counting.stop();
    return { reads: reads - 1, writes: writes - 1, deletes };
  }

  it('are stated in the contract of every callable that is deployed', () => {
    expect(CALLABLE_NAMES.toSorted()).toEqual([...functions.callables.keys()].toSorted());
  });

  it.each(CALLABLE_NAMES)('are as many as is stated: %s', async name => {
    const { reads, writes, deletes = 0 }: CallCost = CONTRACTS[name].cost;
    const found: DocumentCounts[] = [];
    for (const [situation, arrange] of Object.entries(COSTLY_CALLS[name])) {
      found.push(await measured(name, `${name.replaceAll('_', '-')}-${situation}`, arrange));
    }
    const most = (kind: keyof DocumentCounts) => Math.max(...found.map(counts => counts[kind]));
    expect({ reads: most('reads'), writes: most('writes'), deletes: most('deletes') }).toEqual({
      reads,
      writes,
      deletes,
    });
  });
});
