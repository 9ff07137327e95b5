import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { MUTANTS } from '../support/simulation/mutants.ts';
import { occurrences } from '../support/simulation/mutation.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/simulation.ts', import.meta.url));

/** Of what a simulation never complains, nobody knows whether it is looked at. */
describe('a bug that is planted', () => {
  it.each(MUTANTS)('has its place in the source: $name', mutant => {
    expect(occurrences(mutant)).toBe(1);
  });

  it('is found by some seed', async () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(20);
    // In a process of its own: only there can a module be loaded once more with another text.
    const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, '--mutants']).catch(
      (thrown: { stdout?: string }) => ({ stdout: `${thrown.stdout}\n✗ ${thrown}` }),
    );
    expect(stdout.split('\n').filter(line => line.startsWith('✗'))).toEqual([]);
    expect(stdout.match(/^✓/gm)).toHaveLength(MUTANTS.length);
  });
});
