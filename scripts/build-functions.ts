import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles the functions for deployment. Our own packages go into the bundle; what is installed from npm stays
 * outside and is listed in functions/package.json, which is all that the build in the cloud sees.
 */
const root = fileURLToPath(new URL('../', import.meta.url));
const { dependencies } = JSON.parse(await readFile(`${root}functions/package.json`, 'utf8'));

await rm(`${root}functions/lib`, { recursive: true, force: true });
await build({
  entryPoints: [`${root}functions/src/index.ts`],
  outfile: `${root}functions/lib/index.js`,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: true,
  external: Object.keys(dependencies).flatMap(name => [name, `${name}/*`]),
  logLevel: 'warning',
});
