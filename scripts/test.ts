import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/**
 * All checks in the order in which they are quickest to fail, each run even when another failed. The last line is
 * the count: every test that vitest ran, and one for each of the other checks.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const scratch = mkdtempSync(join(tmpdir(), 'agenttrader-test-'));
const report = join(scratch, 'vitest.json');
const env = { ...process.env, PATH: `${bin}:${process.env.PATH ?? ''}` };

const run = (title: string, command: string, args: string[]): boolean => {
  console.log(`\n── ${title}`);
  const { status, error } = spawnSync(join(bin, command), args, { cwd: root, env, stdio: 'inherit' });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  return status === 0;
};

const vitestReport = z.object({ numPassedTests: z.int(), numFailedTests: z.int() });

/** Runs every test once: one that fails has failed, whatever it would do the next time. */
function vitest(): { readonly passed: number; readonly failed: number } {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ok = run('tests', 'vitest', ['run', ...reporters]);
  try {
    const counts = vitestReport.parse(JSON.parse(readFileSync(report, 'utf8')));
    // A suite that breaks before its first test fails the run without failing a test.
    const broken = ok || counts.numFailedTests > 0 ? 0 : 1;
    return { passed: counts.numPassedTests, failed: counts.numFailedTests + broken };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const KNIP = ['--no-progress', '--no-config-hints'];
const checks = [
  run('lint and format', 'biome', ['check', '.']),
  run('code that nothing uses', 'knip', [...KNIP]),
  run('code that only tests use', 'knip', [...KNIP, '--production']),
  ...['domain', 'functions', 'local', 'frontend', 'tests'].map(project =>
    run(`type check: ${project}`, 'tsc', ['-p', project]),
  ),
  run('bundle the functions', 'node', ['scripts/build-functions.ts']),
];
const tests = vitest();
rmSync(scratch, { recursive: true, force: true });

const passed = checks.filter(Boolean).length + tests.passed;
const failed = checks.filter(ok => !ok).length + tests.failed;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
