import { z } from 'zod';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';
import { operatorReason } from './operator-fields.ts';

const setGlobalHaltRequest = z.strictObject({
  halted: z.boolean({ error: 'halted must be true or false.' }),
  reason: operatorReason,
});
export type SetGlobalHaltRequest = z.infer<typeof setGlobalHaltRequest>;

const setGlobalHaltResponse = z.strictObject({
  status: z.enum(['halted', 'resumed']),
  message: z.string(),
});
export type SetGlobalHaltResponse = z.infer<typeof setGlobalHaltResponse>;

/** Stops, or allows again, the opening of trades for everybody. */
export const setGlobalHalt = defineCallable({
  name: 'set_global_halt',
  request: setGlobalHaltRequest,
  response: setGlobalHaltResponse,
});

export const setGlobalHaltContract = {
  callable: setGlobalHalt,
  purpose:
    'Stops the opening of trades for everybody, or allows it again. Accounts are still synced: nobody is blind.',
  requires: 'operator',
  limit: { perMinute: 20, perDay: 200, emergency: true },
  instance: SMALL_INSTANCE,
  errors: {},
  example: {
    request: { halted: false, reason: 'The exchange is back.' },
    response: {
      status: 'resumed',
      message: 'Trades can be opened again by everybody whose own switch is on.',
    },
  },
  cost: { reads: 0, writes: 2, seconds: 1 },
} satisfies CallableContract<typeof setGlobalHalt>;
