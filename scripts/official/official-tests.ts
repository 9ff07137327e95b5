/**
 * The tests that say what the product needs of Firestore, rather than how ours is made: the attacks on the rules, every
 * repository, and the whole service.
 */
export const OFFICIAL_TESTS = [
  'tests/isolation',
  'tests/integration/data',
  'tests/integration/migration.test.ts',
  'tests/integration/export-account.test.ts',
  'tests/integration/delete-account.test.ts',
  'tests/integration/account-life.test.ts',
  'tests/integration/heartbeat.test.ts',
];

/**
 * Sixty races for one document: Google's emulator holds its locks for so long that they take more than the minute that a
 * test has. Given by name, the file runs all the same.
 */
export const TOO_SLOW_THERE = 'tests/integration/data/connection-race.test.ts';
