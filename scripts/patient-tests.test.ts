import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const tests = globSync('{domain,functions,local,frontend,scripts,tests}/**/*.test.{ts,tsx}', {
  cwd: ROOT,
  exclude: path => path.includes('node_modules'),
});

/** `vi.waitFor` gives up after a second, which a busy machine needs for less; what Vitest is told to wait is for `expect.poll`. */
it('no test waits with a limit that nobody chose', () => {
  expect(tests.length).toBeGreaterThan(250);
  const impatient = tests.filter(path =>
    /\bvi\.wait(For|Until)\(/.test(readFileSync(`${ROOT}${path}`, 'utf8')),
  );
  expect(impatient.filter(path => !path.endsWith('patient-tests.test.ts'))).toEqual([]);
});
