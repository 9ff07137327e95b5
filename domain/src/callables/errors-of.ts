import type { CallableContract, Requirements } from './contract.ts';
import { CALLABLE_ERROR_CODES, type CallableErrorCode } from './error-codes.ts';
import type { RefusalReason } from './refusal-reasons.ts';

/** When a callable answers with a code, a sentence each, and what `details.reason` may be then. */
export interface DeclaredError {
  readonly when: readonly string[];
  readonly reasons: readonly RefusalReason[];
}

type Declared = readonly [code: CallableErrorCode, when: string, ...reasons: RefusalReason[]];

/** Every code that the callable may answer with, in the order of `CALLABLE_ERROR_CODES`. It answers with no other. */
export function errorsOf(
  contract: Pick<CallableContract, 'requires' | 'session' | 'limit' | 'errors'>,
): ReadonlyMap<CallableErrorCode, DeclaredError> {
  const declared = [
    ...refusalsOfCallers(contract),
    ...refusalsOfCalls(contract),
    ...refusalsOfItsOwn(contract),
  ];
  return new Map(
    CALLABLE_ERROR_CODES.flatMap(code => {
      const entries = declared.filter(entry => entry[0] === code);
      const reasons = [...new Set(entries.flatMap(([, , ...named]) => named))];
      return entries.length === 0 ? [] : [[code, { when: entries.map(([, when]) => when), reasons }]];
    }),
  );
}

const refusalsOfItsOwn = ({ errors }: Pick<CallableContract, 'errors'>): Declared[] =>
  CALLABLE_ERROR_CODES.flatMap(code => {
    const own = errors[code];
    if (own === undefined) return [];
    return [typeof own === 'string' ? [code, own] : [code, own.when, own.reason]];
  });

/** What every call is refused for whoever makes it. */
const refusalsOfCalls = ({ limit }: Pick<CallableContract, 'limit'>): Declared[] => [
  ['invalid-argument', 'The request is not what the contract says, names who calls, or is too large.'],
  ['resource-exhausted', 'The caller has reached the limit of the minute or of the day.'],
  ...(limit.emergency
    ? []
    : [['aborted', 'The call could not be counted: too many arrived at the same moment.'] as const]),
  ['internal', 'Something went wrong on our side. It is logged.'],
];

/** What is refused for who makes it. Where a session is asked for, it must not have been ended. */
function refusalsOfCallers({ requires, session }: Requirements): Declared[] {
  const asksAuth = session !== undefined || requires === 'operator';
  const isRecent = session === 'recent';
  return [
    [
      'unauthenticated',
      'Nobody is signed in, or the sign-in is not valid; or nothing proves that the call comes from the dashboard.',
      'unproven_app',
    ],
    ...(asksAuth ? [['unauthenticated', 'The session was ended.', 'sign_in_again'] as const] : []),
    ['permission-denied', 'The call comes from a page that is not the dashboard.'],
    ...(requires === 'operator' ? [['permission-denied', 'The caller is no operator.'] as const] : []),
    ...addressRefusals(requires, isRecent),
    ...(isRecent
      ? [['failed-precondition', 'The sign-in is older than five minutes.', 'recent_sign_in'] as const]
      : []),
  ];
}

function addressRefusals(requires: Requirements['requires'], isRecent: boolean): Declared[] {
  const unconfirmed = [
    'permission-denied',
    'The caller’s address is not confirmed.',
    'confirm_address',
  ] as const;
  const older = [
    'permission-denied',
    'The session began before the address was confirmed.',
    'sign_in_again',
  ] as const;
  switch (requires) {
    case 'signed-in':
      // Whoever has not confirmed their address may leave; an older session of somebody else's account may not end it.
      return isRecent ? [older] : [];
    case 'verified':
      return [unconfirmed];
    case 'confirmed':
    case 'operator':
      return [unconfirmed, older];
  }
}
