import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { dump } from '../support/firestore-dump.ts';
import { startStack } from '../support/stack.ts';
import { type Tenant, World } from '../support/world.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The command as it is typed, against a stack that is running. */
describe('test tenants on a running stack', () => {
  let world: World;
  let bystander: Tenant;
  beforeAll(async () => {
    world = new World(await startStack());
    await world.freezeMarket();
    bystander = await world.tenant('bystander');
  });
  afterAll(async () => {
    await world?.db.terminate();
    await world?.stack.stop();
  });

  const run = (mode: string): Promise<{ code: number; output: string }> => {
    const ports = (['functions', 'auth', 'firestore', 'alpaca'] as const).flatMap(part => [
      `--port-${part}`,
      world.stack.address(part).split(':')[1] ?? '',
    ]);
    const argv = ['scripts/multi-tenant.ts', mode, '--project', world.stack.project, ...ports];
    const { promise, resolve } = Promise.withResolvers<{ code: number; output: string }>();
    execFile(process.execPath, argv, { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
    return promise;
  };
  const everything = async () =>
    Object.keys(await dump(world.db)).filter(path => !/^(ops|pulseRuns)\//.test(path));
  const listPeople = async () => (await world.auth.listAccounts()).map(({ localId }) => localId).toSorted();

  it('are made, checked as often as one likes, and removed wholly, and nobody else', async () => {
    const [documents, people] = [await everything(), await listPeople()];
    const keys = await world.read(paths.brokerConfig(bystander.uid, 'alpaca'));

    expect(await run('verify')).toMatchObject({
      code: 1,
      output: expect.stringContaining('Make them first'),
    });
    expect((await run('create')).code).toBe(0);
    const made = await listPeople();
    expect(made).toHaveLength(people.length + 5);
    expect((await run('create')).code).toBe(0);
    expect(await listPeople()).toEqual(made);

    for (const time of ['first', 'second']) {
      const { code, output } = await run('verify');
      expect(output.match(/^ {2}ok/gm), `${time}: ${output}`).toHaveLength(9);
      expect(code).toBe(0);
    }

    expect((await run('cleanup')).code).toBe(0);
    expect(await listPeople()).toEqual(people);
    const left = await everything();
    expect(left.filter(path => !path.includes(bystander.uid))).toEqual(
      documents.filter(path => !path.includes(bystander.uid)),
    );
    // A heartbeat has been: it wrote what it writes for everybody.
    expect(left).toEqual(expect.arrayContaining(documents));
    expect(await world.read(paths.brokerConfig(bystander.uid, 'alpaca'))).toEqual(keys);
    expect(await run('cleanup')).toMatchObject({
      code: 0,
      output: expect.stringContaining('0 test tenants'),
    });
  });
});
