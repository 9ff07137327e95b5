import type { Flags } from '../../local/command-line/flags.ts';

export const SIMULATION_FLAGS = {
  seeds: { value: 'N', default: '10000', description: 'how many runs, each of a seed of its own' },
  from: { value: 'S', default: '1', description: 'the first seed' },
  seed: { value: 'X', description: 'this seed alone, with everything that happens in it' },
  workers: { value: 'N', default: '2', description: 'how many threads' },
} as const satisfies Flags;
