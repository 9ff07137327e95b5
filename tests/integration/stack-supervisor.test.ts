import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { Part } from '../../local/stack/part.ts';
import { describeCrash, type Supervisor, supervise } from '../../local/stack/supervisor.ts';
import { fixture, guarded } from '../support/stack/fixture-parts.ts';
import { untilGone } from '../support/stack/processes.ts';

const started: Supervisor[] = [];
afterEach(() => {
  for (const supervisor of started.splice(0)) supervisor.kill();
});

/** Supervises the parts; `pids` fills with the ids of all processes that they tell of. */
function start(parts: readonly Part[], setting: Parameters<typeof supervise>[2] = {}) {
  const pids: number[] = [];
  const shown: string[] = [];
  const openLog = () =>
    new Writable({
      write(chunk, _encoding, done) {
        for (const pid of pidsIn(String(chunk))) pids.push(pid);
        done();
      },
    });
  const supervisor = supervise(
    parts,
    { openLog, show: (part, line) => shown.push(`${part.name} ${line}`) },
    setting,
  );
  started.push(supervisor);
  return { supervisor, pids, shown };
}

function pidsIn(text: string): number[] {
  return [...text.matchAll(/(?: as|children) ([\d ]+)/g)].flatMap(([, ids = '']) =>
    ids.trim().split(' ').map(Number),
  );
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(10);
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

  test('starts a part again that ended, with its reason, three times, and then gives it up', async () => {
    const { supervisor, pids, shown } = start([fixture('healthy', 'serve'), fixture('broken', 'crash')]);
    const crash = await supervisor.crashed;
    expect(shown).toEqual(
      [1, 2, 3].flatMap(time => [
        'broken fixture: the disk is full',
        `broken exited with code 3; it is started again (${time} of 3)`,
      ]),
    );
    expect(describeCrash(crash)).toEqual([
      'broken exited with code 3, after it was started again 3 times. It said last:',
      '  fixture: the disk is full',
    ]);
    await supervisor.stop();
    await noneOf(pids);
  });

  test('starts a part again that was killed, and counts only what happened lately', async () => {
    const policy = { restarts: 1, withinMs: 0 };
    const { supervisor, pids, shown } = start([fixture('victim', 'serve')], { policy });
    await supervisor.ready();
    for (const lives of [1, 2, 3]) {
      process.kill(pids.at(-1) ?? 0, 'SIGKILL');
      await until(() => pids.length > lives);
      expect(shown.at(-1)).toBe('victim was ended by SIGKILL; it is started again (1 of 1)');
    }
    await supervisor.stop();
    await noneOf(pids);
  });

  test('does not start a part again that waits for a person to mend something', async () => {
    const { supervisor, shown } = start([fixture('misled', 'refuse')]);
    expect(describeCrash(await supervisor.crashed)).toEqual([
      'misled exited with code 2. It said last:',
      '  fixture: users.json is damaged',
    ]);
    expect(shown).toEqual([]);
  });

  test('is ready when a part is that failed the first time', async () => {
    const once = mkdtempSync(join(tmpdir(), 'stack-supervisor-'));
    const { supervisor, shown } = start([fixture('late', 'second', once)]);
    await supervisor.ready();
    expect(shown.at(-1)).toContain('it is started again (1 of 3)');
    rmSync(once, { recursive: true });
  });

  test('notices the end of a guarded program, and ends what it left behind', async () => {
    const policy = { restarts: 0, withinMs: 0 };
    const { supervisor, pids } = start([guarded('emulators', 'parent')], { policy });
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
    const { supervisor, pids } = start([fixture('stubborn', 'stubborn')], { graceMs: 100 });
    await supervisor.ready();
    await supervisor.stop();
    await noneOf(pids);
  });

  test('killed itself, leaves no process behind', async () => {
    const driver = spawn(
      process.execPath,
      [fileURLToPath(new URL('../support/stack/driver.ts', import.meta.url))],
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
