import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { Part } from '../../local/stack/part.ts';
import { describeCrash, type Supervisor, supervise } from '../../local/stack/supervisor.ts';
import { fixture, guarded } from './stack-support/fixture-parts.ts';
import { untilGone } from './stack-support/processes.ts';

const started: Supervisor[] = [];
afterEach(() => {
  for (const supervisor of started.splice(0)) supervisor.kill();
});

/** Supervises the parts; `pids` fills with the ids of all processes that they tell of. */
function start(parts: readonly Part[], graceMs?: number) {
  const pids: number[] = [];
  const openLog = () =>
    new Writable({
      write(chunk, _encoding, done) {
        for (const pid of pidsIn(String(chunk))) pids.push(pid);
        done();
      },
    });
  const supervisor = supervise(parts, { openLog, show: () => {} }, graceMs);
  started.push(supervisor);
  return { supervisor, pids };
}

function pidsIn(text: string): number[] {
  return [...text.matchAll(/(?: as|children) ([\d ]+)/g)].flatMap(([, ids = '']) =>
    ids.trim().split(' ').map(Number),
  );
}

const noneOf = (pids: readonly number[]) => untilGone(({ pid }) => pids.includes(pid));

describe('the supervisor', () => {
  test('stops every part, and what a guarded part has started', async () => {
    const { supervisor, pids } = start([
      fixture('a', 'serve'),
      fixture('b', 'serve'),
      guarded('c', 'parent'),
    ]);
    await supervisor.ready();
    expect(pids).toHaveLength(5);
    await supervisor.stop();
    await noneOf(pids);
  });

  test('tells which part crashed, how, and what it said last', async () => {
    const { supervisor, pids } = start([fixture('healthy', 'serve'), fixture('broken', 'crash')]);
    const crash = await supervisor.crashed;
    expect(describeCrash(crash)).toEqual([
      'broken exited with code 3. It said last:',
      '  fixture: the disk is full',
    ]);
    await supervisor.stop();
    await noneOf(pids);
  });

  test('tells the signal of a part that was killed', async () => {
    const { supervisor, pids } = start([fixture('victim', 'serve')]);
    await supervisor.ready();
    process.kill(pids[0] ?? 0, 'SIGKILL');
    expect((await supervisor.crashed).exit).toEqual({ code: null, signal: 'SIGKILL' });
  });

  test('notices the end of a guarded program, and ends what it left behind', async () => {
    const { supervisor, pids } = start([guarded('emulators', 'parent')]);
    await supervisor.ready();
    const [grandchild = 0, , program = 0] = pids;
    expect(grandchild).not.toBe(program);
    process.kill(program, 'SIGKILL');
    const crash = await supervisor.crashed;
    expect(crash.exit.code).toBe(1);
    expect(crash.lastLines.join()).toContain('SIGKILL');
    await noneOf(pids);
  });

  test('ends a part that does not leave when it is asked to', async () => {
    const { supervisor, pids } = start([fixture('stubborn', 'stubborn')], 100);
    await supervisor.ready();
    await supervisor.stop();
    await noneOf(pids);
  });

  test('killed itself, leaves no process behind', async () => {
    const driver = spawn(
      process.execPath,
      [fileURLToPath(new URL('stack-support/driver.ts', import.meta.url))],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const pids: number[] = [];
    for await (const line of createInterface({ input: driver.stdout })) {
      pids.push(...pidsIn(line));
      if (line === 'everything is ready') break;
    }
    expect(pids).toHaveLength(4);
    driver.kill('SIGKILL');
    await noneOf(pids);
  });
});
