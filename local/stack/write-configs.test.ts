import { mkdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { parseFlags } from './flags.ts';
import { foldersIn, prepareFolders } from './folders.ts';
import { writeEmulatorConfigs } from './write-configs.ts';

let root = '';
afterEach(() => rm(root, { recursive: true, force: true }));

test('the functions read no address from a file, and nothing that the emulator suite left', async () => {
  root = await mkdtemp(join(tmpdir(), 'agenttrader-configs-'));
  mkdirSync(join(root, 'functions'));
  await writeFile(join(root, 'firebase.json'), '{"functions":[{"source":"functions"}]}');
  const file = 'SYNCS_PER_DAY=7\nALPACA_EMULATOR_HOST=127.0.0.1:8090\nNODE_EXTRA_CA_CERTS=../x.pem\n';
  await writeFile(join(root, 'functions/.env.demo-agenttrader'), file);
  await writeFile(join(root, 'functions/.env.local'), 'SYNCS_PER_DAY=1\n');
  const folders = foldersIn(join(root, 'data'));
  await prepareFolders(folders, true);
  await writeEmulatorConfigs(root, folders, parseFlags([], root).ports);
  const read = await Promise.all(
    (await readdir(folders.env)).map(name => readFile(join(folders.env, name), 'utf8')),
  );
  expect(read.join('\n').split('\n').filter(Boolean)).toEqual(
    expect.arrayContaining(['SYNCS_PER_DAY=7', 'SIGNAL_MODEL=vertex']),
  );
  expect(read.join('\n')).not.toMatch(/SYNCS_PER_DAY=1|EMULATOR_HOST|NODE_EXTRA/);
});
