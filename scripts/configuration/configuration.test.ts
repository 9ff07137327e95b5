import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ENVIRONMENT_VARIABLES } from './environment-variables.ts';
import { configurationPage, functionsParameters } from './page.ts';
import { PROGRAMS } from './programs.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const sources = globSync('{functions/src,local,scripts,frontend/dev,tests}/**/*.ts', { cwd: ROOT })
  .concat('frontend/vite.config.ts')
  .filter(path => !path.includes('node_modules') && !path.endsWith('.test.ts'))
  .map(path => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }));

it('docs/configuration.md is what the code declares: npm run docs:configuration', async () => {
  expect(readFileSync(`${ROOT}docs/configuration.md`, 'utf8')).toBe(await configurationPage());
});

describe('a parameter of the functions', () => {
  it('has a description that is a sentence', async () => {
    const parameters = await functionsParameters();
    expect(parameters.length).toBeGreaterThan(10);
    expect(parameters.filter(({ description }) => !/^[A-Z].*\.$/.test(description))).toEqual([]);
  });

  it('is declared where the generator looks', () => {
    const declaring = sources.filter(({ text }) =>
      /\bdefine(String|Int|Float|Boolean|List|Secret)\(/.test(text),
    );
    expect(declaring.length).toBeGreaterThan(2);
    expect(declaring.filter(({ path }) => !/^functions\/src\/.*\/params\.ts$/.test(path))).toEqual([]);
  });

  it('is set for Firebase’s emulator suite, and nothing is that does not exist', async () => {
    const set = parseEnv(readFileSync(`${ROOT}functions/.env.demo-agenttrader`, 'utf8'));
    const addresses = /^(\w+_EMULATOR_HOST|NODE_EXTRA_CA_CERTS)$/;
    const names = (await functionsParameters()).map(({ name }) => name);
    expect(
      Object.keys(set)
        .filter(name => !addresses.test(name))
        .toSorted(),
    ).toEqual(names);
  });
});

describe('an environment variable', () => {
  const read = new Set(
    sources.flatMap(({ text }) =>
      [
        ...text.matchAll(
          /(?:process\.env|(?<![\w.])(?:env|shell))\.([A-Z][A-Z0-9_]*|no_proxy)\b(?!\s*=[^=])/g,
        ),
        ...text.matchAll(/localAddress\('(\w+)'/g),
        ...text.matchAll(/\{ ([A-Z_]{4,}): \w+ \} = loadEnv\(/g),
      ].map(([, name = '']) => name),
    ),
  );

  it('that is read is described, and one that is described is read', () => {
    expect([...read].toSorted()).toEqual(Object.keys(ENVIRONMENT_VARIABLES).toSorted());
  });

  it('has a description that is a sentence', () => {
    for (const { description } of Object.values(ENVIRONMENT_VARIABLES)) {
      expect(description).toMatch(/^\S.*\.$/);
    }
  });
});

describe('a flag', () => {
  it('has a description', () => {
    for (const { command, flags } of PROGRAMS) {
      for (const [name, { description }] of Object.entries(flags)) {
        expect(description, `${command} --${name}`).toMatch(/^\S.{6,}[^.]$/);
      }
    }
  });

  it('is read from a table that this page shows', () => {
    const parsers = sources.filter(({ text }) => /\bparseArgs\(/.test(text)).map(({ path }) => path);
    // The second is called by Firebase's emulator suite, with the flags of Google's Firestore emulator.
    expect(parsers.toSorted()).toEqual(['local/command-line/flags.ts', 'local/emulators/java.ts']);
  });
});
