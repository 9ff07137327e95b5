import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/**
 * How long a test, or what is set up for it, may take before it counts as hung, in milliseconds. Work of a minute takes
 * several where the machine has other things to do, and no test is about speed: Vitest's own five seconds would measure
 * the machine.
 */
const HUNG_MS = 240_000;
/** How long a test waits for what it waits for, in milliseconds: the same holds. */
const WAIT_MS = 30_000;

/** Unit tests stand beside their source; everything that needs running servers lives in tests/. */
export default defineConfig({
  test: {
    // One more than the cores of a small machine: a file that brings servers waits for them much of its time.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: HUNG_MS,
          expect: { poll: { timeout: WAIT_MS } },
          // They share nothing but pure modules, and starting a worker for each file would take as long again.
          isolate: false,
          include: ['{domain,functions,local,scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/lib/**'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'frontend',
          testTimeout: HUNG_MS,
          expect: { poll: { timeout: WAIT_MS } },
          include: ['frontend/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**'],
          environment: 'happy-dom',
          setupFiles: 'frontend/test-support/patient.ts',
        },
      },
      {
        test: {
          name: 'integration',
          // Google's client libraries would otherwise look for a metadata server, and warn that there is none.
          env: { METADATA_SERVER_DETECTION: 'none' },
          include: ['tests/{integration,conformance,rules,isolation,e2e}/**/*.test.ts'],
          globalSetup: 'tests/support/global-setup.ts',
          setupFiles: 'tests/support/ports-of-its-own.ts',
          testTimeout: HUNG_MS,
          expect: { poll: { timeout: WAIT_MS } },
          hookTimeout: HUNG_MS,
        },
      },
    ],
  },
});
