import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { storageProblem } from './storage-problem.ts';

const failing = (code: string) => Object.assign(new Error(code), { code });

test.each([
  ['ENOSPC', 'there is no room left to write /data/f: make room on its disk'],
  ['EDQUOT', 'there is no room left to write /data/f: make room on its disk'],
  ['EROFS', '/data/f may not be written: '],
  ['EACCES', '/data/f may not be written: '],
  ['EISDIR', '/data/f cannot be opened: '],
  ['EIO', '/data/f cannot be read or written: '],
])('%s', (code, sentence) => {
  expect(storageProblem(failing(code), '/data/f')).toContain(sentence);
  expect(storageProblem(new Error('outer', { cause: failing(code) }), '/data/f')).toContain(sentence);
});

test.each([failing('EADDRINUSE'), new Error('x'), 'ENOSPC', undefined])(
  'what is not about files is left to others',
  error => {
    expect(storageProblem(error, '/data/f')).toBeUndefined();
  },
);

test('what SQLite says of a full and of a foreign file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'storage-problem-'));
  const caught = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };
  const full = new DatabaseSync(join(directory, 'full'));
  full.exec('PRAGMA max_page_count = 2; CREATE TABLE t (x)');
  const filling = caught(() => full.exec('INSERT INTO t VALUES (randomblob(100000))'));
  expect(storageProblem(filling, 'full')).toContain('no room left');
  full.close();

  const file = join(directory, 'foreign');
  writeFileSync(file, 'a letter to somebody, long enough to be taken for the head of a database'.repeat(20));
  const foreign = new DatabaseSync(file);
  const reading = caught(() => foreign.exec('SELECT * FROM sqlite_schema'));
  expect(storageProblem(reading, file)).toMatch(/foreign is damaged, or another program's: .*--fresh/);
  foreign.close();
  rmSync(directory, { recursive: true });
});
