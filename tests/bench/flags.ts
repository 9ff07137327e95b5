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
  only: {
    value: 'NAME,NAME,…',
    description:
      'some of over-the-loop, real-clients, growth, billed-operations and failures; all of them unless said',
  },
  rounds: { value: 'N', default: '5', description: 'how often each figure is measured' },
  concurrency: { value: 'N', default: '32', description: 'how many tenants a pulse syncs at the same time' },
  tenants: { value: 'N', default: '20000', description: 'how many tenants there are at the local servers' },
  instances: { value: 'N', default: '2', description: 'how many instances of the functions sync them' },
  minutes: { value: 'N', default: '10', description: 'how many minutes of them are measured' },
  'up-to': { value: 'N', default: '100000', description: 'how many tenants growth is measured up to' },
  profiles: { value: 'DIR', description: 'where CPU profiles of the processes are written' },
} as const satisfies Flags;
