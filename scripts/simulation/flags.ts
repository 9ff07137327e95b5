import type { Flags } from '../../local/command-line/flags.ts';

export const SIMULATION_FLAGS = {
  seeds: { value: 'N', description: 'how many runs, each of a seed of its own: 10000, or 300 for each bug' },
  from: { value: 'S', default: '1', description: 'the first seed' },
  seed: { value: 'X', description: 'this seed alone, with everything that happens in it' },
  mutants: {
    description: 'plant one bug after the other instead, and see that each is found within so many seeds',
  },
  workers: { value: 'N', default: '2', description: 'how many threads' },
} as const satisfies Flags;
