import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { appCheckSiteKey, siteKeyOf } from './dev/app-check-site-key.ts';
import { fetchedFirst } from './dev/fetched-first.ts';
import { mapsApart } from './dev/maps-apart.ts';
import { noEnglishOfZod } from './dev/no-english-of-zod.ts';
import { noJsonSchema } from './dev/no-json-schema.ts';
import { noPipelineEvaluator } from './dev/no-pipeline-evaluator.ts';
import { noRootsOfBig } from './dev/no-roots-of-big.ts';
import { pureDocuments } from './dev/pure-documents.ts';
import { webConfig } from './dev/web-config.ts';

/** What every page needs of others: in one file, which a browser keeps for as long as no version of these changes. */
const OF_OTHERS =
  /[\\/]node_modules[\\/](react|react-dom|scheduler|react-router|zod|zustand|idb|clsx|tailwind-merge|@firebase[\\/](app|auth|component|logger|util|firestore|webchannel-wrapper))[\\/]/;
/** The rest of the first load, which follows from this file: in one file, too. */
const OUR_FIRST = /[\\/]frontend[\\/]src[\\/]main\.tsx$/;
const groups = [
  { name: 'vendor', test: OF_OTHERS, priority: 2 },
  { name: 'first', test: OUR_FIRST, priority: 1 },
];

const ROOT = fileURLToPath(new URL('.', import.meta.url));

/** The dashboard: served by Vite in development, built to `dist/` for Hosting. */
export default defineConfig({
  root: ROOT,
  plugins: [
    react(),
    tailwind(),
    fetchedFirst(),
    noEnglishOfZod(),
    noJsonSchema(),
    noPipelineEvaluator(),
    noRootsOfBig(),
    pureDocuments(),
    webConfig(process.env.WEB_CONFIG),
    appCheckSiteKey(siteKeyOf(process.env.GCLOUD_PROJECT, ROOT)),
    mapsApart(fileURLToPath(new URL('maps', import.meta.url))),
  ],
  resolve: {
    tsconfigPaths: true,
    alias: { re2js: fileURLToPath(new URL('dev/no-pipelines.ts', import.meta.url)) },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Without a line in each file that names its map: the maps are not published.
    sourcemap: 'hidden',
    // One style sheet, with the page: what is loaded on demand is scripts (dev/fetched-first.ts).
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
});
