import { defineConfig } from 'vitest/config';

/** Unit tests stand beside their source; everything that needs running servers lives in tests/. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{domain,functions,local,scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/lib/**'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/{integration,conformance}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
