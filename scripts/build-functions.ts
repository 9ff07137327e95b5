import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles the functions for deployment. Our own packages go into the bundle; what is installed from npm stays
 * outside and is listed in functions/package.json, which is all that the build in the cloud sees.
 *
 *   node scripts/build-functions.ts [DIRECTORY]    the default is functions/lib, which is deployed
 */
const root = fileURLToPath(new URL('../', import.meta.url));
const target = process.argv[2] ?? `${root}functions/lib`;
const { dependencies } = JSON.parse(await readFile(`${root}functions/package.json`, 'utf8'));

await rm(target, { recursive: true, force: true });
await build({
  entryPoints: [`${root}functions/src/index.ts`],
  outfile: `${target}/index.js`,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: true,
  external: Object.keys(dependencies).flatMap(name => [name, `${name}/*`]),
  logLevel: 'warning',
});
