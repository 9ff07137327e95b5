import type { Flags } from '../../local/command-line/flags.ts';

export const BENCH_FIRESTORE_FLAGS = {
  documents: {
    value: 'N,N,…',
    default: '0,100000,500000',
    description: 'how many documents the collection holds, one measurement after the other',
  },
  rounds: { value: 'N', default: '9', description: 'how often each figure is measured' },
} as const satisfies Flags;

export const BENCH_PULSE_FLAGS = {
  tenants: { value: 'N', default: '200', description: 'how many tenants are synced' },
  concurrency: { value: 'N', default: '32', description: 'how many at the same time' },
  rounds: { value: 'N', default: '5', description: 'how often each figure is measured' },
  'broker-ms': {
    value: 'MS',
    default: '40',
    description: 'how long the simulated broker takes for an answer',
  },
  'firestore-ms': { value: 'MS', default: '6', description: 'how long the simulated Firestore takes' },
} as const satisfies Flags;
