import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { webConfig } from './dev/web-config.ts';

/** The dashboard: served by Vite in development, built to `dist/` for Hosting. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), tailwind(), webConfig(process.env.WEB_CONFIG)],
  resolve: { alias: { re2js: fileURLToPath(new URL('dev/no-pipelines.ts', import.meta.url)) } },
  build: { outDir: 'dist', emptyOutDir: true, sourcemap: true },
});
