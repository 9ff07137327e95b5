import { fileURLToPath } from 'node:url';
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

/** `@/` and `@test-support/`, as `frontend/tsconfig.json` has them. */
const FRONTENDS_PATHS = { tsconfigPaths: true };
const inAPage = {
  testTimeout: HUNG_MS,
  expect: { poll: { timeout: WAIT_MS } },
  environment: 'happy-dom',
  setupFiles: ['frontend/test-support/patient.ts', 'frontend/test-support/clean-page.ts'],
};
/** There is no canvas to draw on: other tests in the same worker would find the module that stands in for it. */
const REPLACES_MODULES = 'frontend/src/components/charts/charts.test.tsx';

const overTheWire = {
  env: {
    // Google's client libraries would otherwise look for a metadata server, and warn that there is none.
    METADATA_SERVER_DETECTION: 'none',
    // Every stack starts the same nine programs: they are compiled once.
    NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/agenttrader-tests', import.meta.url)),
  },
  testTimeout: HUNG_MS,
  expect: { poll: { timeout: WAIT_MS } },
  hookTimeout: HUNG_MS,
  setupFiles: 'tests/support/ports-of-its-own.ts',
};
/** Which of them need neither the functions' bundle nor a stack: each file starts the servers it needs in its process. */
const IN_PROCESS = ['tests/{conformance,integration/data}/**/*.test.ts'];
const NEEDS_THE_BROWSER = 'tests/conformance/firestore-browser.test.ts';

/** Unit tests stand beside their source; everything that needs running servers is in tests/. */
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
        resolve: FRONTENDS_PATHS,
        test: {
          name: 'frontend',
          ...inAPage,
          // A page for each file takes four times as long as the tests.
          isolate: false,
          include: ['frontend/**/*.test.{ts,tsx}'],
          exclude: [REPLACES_MODULES, '**/node_modules/**'],
        },
      },
      {
        plugins: [react()],
        resolve: FRONTENDS_PATHS,
        test: { name: 'frontend with replaced modules', ...inAPage, include: [REPLACES_MODULES] },
      },
      {
        test: {
          name: 'simulation',
          testTimeout: HUNG_MS,
          hookTimeout: HUNG_MS,
          isolate: false,
          include: ['tests/simulation/**/*.test.ts'],
        },
      },
      {
        resolve: FRONTENDS_PATHS,
        test: {
          name: 'integration',
          ...overTheWire,
          include: ['tests/{integration,rules,isolation,e2e}/**/*.test.ts', NEEDS_THE_BROWSER],
          exclude: ['tests/integration/data/**', '**/node_modules/**'],
          globalSetup: 'tests/support/global-setup.ts',
        },
      },
      {
        test: {
          name: 'integration in-process',
          ...overTheWire,
          // Loading Google's client libraries takes a second, and they keep nothing from one server to the next.
          isolate: false,
          include: IN_PROCESS,
          exclude: [NEEDS_THE_BROWSER, '**/node_modules/**'],
        },
      },
    ],
  },
});
