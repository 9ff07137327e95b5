import type { KnipConfig } from 'knip';

/** With `--production`, tests do not count as users: what only they import is found as well. */
const withoutTests = process.argv.includes('--production');

export default {
  // Types of what a module exports are its callers' to use; a value that only its own module uses is not exported,
  // unless a test looks at it.
  ignoreExportsUsedInFile: withoutTests || { interface: true, type: true },
  ignoreBinaries: ['java'],
  // The root's tests and scripts use what the workspaces bring.
  rules: { unlisted: 'off', ...(withoutTests ? { dependencies: 'off', binaries: 'off' } : {}) },
  // Paths that rules guard already, and that a filed issue is going to write.
  tags: withoutTests ? ['-reserved'] : [],
  // It stands in for Firebase Hosting where tests, screenshots and benchmarks look at the built dashboard.
  ignoreIssues: {
    'local/hosting/*.ts': ['exports'],
    ...(withoutTests ? { 'domain/test-support/**': ['exports'] } : {}),
  },
  workspaces: {
    '.': {
      entry: ['scripts/*.{ts,mjs}!', 'tests/bench/*.ts', 'tests/support/functions/*.js'],
      project: ['scripts/**/*.{ts,mjs}!', '!scripts/**/*.test.ts!', 'tests/**/*.ts'],
      ignoreDependencies: ['axe-core'],
    },
    domain: {
      project: ['src/**/*.ts!', '!src/**/*.test.ts!', 'test-support/**/*.ts'],
      includeEntryExports: true,
    },
    functions: {
      entry: ['src/index.ts!'],
      project: ['src/**/*.ts!', '!src/**/*.test.ts!', 'test-support/**/*.ts'],
      // What is deployed is started by the framework, and Firestore's client is an optional dependency of firebase-admin.
      ignoreDependencies: ['@google-cloud/firestore', '@google-cloud/functions-framework'],
    },
    local: {
      entry: ['*/main.ts!', '*.ts!'],
      project: ['**/*.ts!', '!**/*.test.ts!', '!test-support/**!'],
      // Read as files, by their paths.
      ignoreDependencies: ['@google-cloud/secret-manager', '@observablehq/sample-datasets', 'vega-datasets'],
    },
    frontend: {
      // Put around the imports of a build by one of Vite's plugins (dev/fetched-first.ts).
      entry: ['src/lib/fetched-first.ts!'],
      project: ['src/**/*.{ts,tsx}!', '!src/**/*.test.{ts,tsx}!', 'dev/**/*.ts', 'test-support/**/*'],
      ignoreDependencies: ['happy-dom'],
    },
  },
} satisfies KnipConfig;
