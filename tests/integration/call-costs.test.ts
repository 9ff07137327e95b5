import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { database } from '../../functions/src/data/firestore.ts';
import { CALL_LIMITS, type CallableName } from '../../functions/src/runtime/call-limits/call-limits.ts';
import { CALL_COSTS, type CallCost } from '../../functions/test-support/call-costs.ts';
import { ACCEPTED } from '../support/accepted-requests.ts';
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
      call: (uid, name, data = ACCEPTED[name]) => call(name, data, sessions.get(uid)),
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
    const accepted: object = (await arrange(uid, world)) ?? ACCEPTED[name] ?? {};
    const isForOperators = 'targetUserId' in accepted || FOR_OPERATORS.has(name);
    const request = 'targetUserId' in accepted ? { ...accepted, targetUserId: uid } : accepted;
    const counting = countDocuments(world.db);
    await call(name, request, isForOperators ? operator : sessions.get(uid)).finally(counting.stop);
    const { reads, writes, deletes } = counting.stop();
    return { reads: reads - 1, writes: writes - 1, deletes };
  }

  it('are stated for every callable that is deployed, and its calls are limited', () => {
    const deployed = [...functions.callables.keys()].toSorted();
    expect(Object.keys(CALL_LIMITS).toSorted()).toEqual(deployed);
    expect(Object.keys(CALL_COSTS).toSorted()).toEqual(deployed);
  });

  it.each(Object.keys(COSTLY_CALLS) as CallableName[])('are as many as is stated: %s', async name => {
    const { reads, writes, deletes = 0 }: CallCost = CALL_COSTS[name];
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

/** Those of them that name no tenant. */
const FOR_OPERATORS: ReadonlySet<string> = new Set(['set_global_halt', 'get_operations']);
