import {
  type CallableContract,
  clientTimeoutMs,
  takesIdempotencyKey,
} from '../../domain/src/callables/contract.ts';
import { errorsOf } from '../../domain/src/callables/errors-of.ts';
import { CONTRACTS } from '../../domain/src/callables/list.ts';
import type { RefusalReason } from '../../domain/src/callables/refusal-reasons.ts';
import { costOfCall } from '../../functions/test-support/call-costs.ts';
import { code, table } from '../documents/write-markdown.ts';
import { fieldsOf } from './fields.ts';

const contracts: readonly CallableContract[] = Object.values(CONTRACTS);
const forOperators = contracts.filter(({ requires }) => requires === 'operator');
const forTraders = contracts.filter(({ requires }) => requires !== 'operator');

const CALLERS: Record<CallableContract['requires'], string> = {
  'signed-in': 'everybody who is signed in',
  verified: 'whoever’s address is verified, in a session of before as well',
  confirmed: 'whoever signed in after their address was confirmed',
  operator: 'operators',
};

const REASONS: Record<RefusalReason, string> = {
  confirm_address: 'The link in the message has not been opened: offer to send it again.',
  sign_in_again:
    'This session began before the address was known to be its owner’s, or it was ended: sign in again.',
  recent_sign_in: 'The last sign-in was too long ago for this: sign in again, then send the same request.',
  unproven_app: 'Nothing proves that the call comes from the dashboard, and nothing was done.',
};

const INTRODUCTION = `Everything that the dashboard and operators call. This page is generated from the contracts in
\`domain/src/callables/\` by \`npm run docs:api\`; a test fails when it is stale, and when an example is none.

A call is a POST of \`{"data": REQUEST}\` to \`https://us-central1-PROJECT.cloudfunctions.net/NAME\`, with the caller's id
token as \`Authorization: Bearer TOKEN\` and, where App Check is enforced, its token as \`X-Firebase-AppCheck\`. It answers
\`{"result": ANSWER}\`, or \`{"error": {"status", "message", "details"}}\`: \`status\` is the code in capitals, \`message\` a
sentence to show, and \`details.reason\`, where there is one, says what the app can do by itself. Client libraries of Firebase
do all of it; \`local/callables/callable-client.ts\` does for scripts and tests.

Who calls is read from the id token. A request that names somebody, or has a field that is not in its contract, is refused.
A field that is null counts as absent.`;

/** docs/api.md. */
export function apiPage(): string {
  return [
    '# Callables',
    INTRODUCTION,
    '## Reasons',
    table(
      ['`details.reason`', 'what it means'],
      Object.entries(REASONS).map(([reason, meaning]) => [code(reason), meaning]),
    ),
    '## Limits and what they let one account cost',
    'Calls of one person, on all instances together. [Costs](costs.md) says what the figures are made of.',
    table(['callable', 'a minute', 'a day', 'at most a day'], forTraders.map(rowOfTraders)),
    table(['operators’ callable', 'a minute', 'a day', 'a thousand calls'], forOperators.map(rowOfOperators)),
    '## For traders',
    ...forTraders.flatMap(sectionOf),
    '## For operators',
    ...forOperators.flatMap(sectionOf),
  ]
    .join('\n\n')
    .concat('\n');
}

const dollars = (amount: number, places: number): string => '$'.concat(amount.toFixed(places));
const count = (amount: number): string => amount.toLocaleString('en-US');

function rowOfTraders(contract: CallableContract): string[] {
  const { perMinute, perDay } = contract.limit;
  return [
    code(contract.callable.name),
    count(perMinute),
    count(perDay),
    dollars(perDay * costOfCall(contract), 3),
  ];
}

function rowOfOperators(contract: CallableContract): string[] {
  const { perMinute, perDay } = contract.limit;
  return [
    code(contract.callable.name),
    count(perMinute),
    count(perDay),
    dollars(1_000 * costOfCall(contract), 2),
  ];
}

function sectionOf(contract: CallableContract): string[] {
  const { callable, purpose, example } = contract;
  return [
    `### \`${callable.name}\``,
    purpose,
    factsOf(contract).join('\n'),
    'Request:',
    ...fieldTable(fieldsOf(callable.request, 'input')),
    json(example.request),
    'Answer:',
    ...fieldTable(fieldsOf(callable.response, 'output')),
    json(example.response),
    'Errors:',
    table(
      ['code', 'when', 'reasons'],
      [...errorsOf(contract)].map(([errorCode, { when, reasons }]) => [
        code(errorCode),
        when.join(' '),
        reasons.map(code).join(', '),
      ]),
    ),
  ];
}

function factsOf(contract: CallableContract): string[] {
  const { callable, requires, session, limit, quotas, instance, cost } = contract;
  const { reads, writes, deletes = 0, secrets = 0 } = cost;
  const limits = `${count(limit.perMinute)} a minute, ${count(limit.perDay)} a day`;
  const documents = [
    `${count(reads)} reads`,
    `${count(writes)} writes`,
    ...(deletes > 0 ? [`${count(deletes)} deletes`] : []),
    ...(secrets > 0 ? [`${secrets} accesses to Secret Manager`] : []),
  ];
  return [
    `- Who may call: ${CALLERS[requires]}${sessionOf(requires, session)}.`,
    `- Limits: ${limits}${limit.emergency ? ', and none where the calls cannot be counted' : ''}${
      quotas ? `; what comes of it: ${quotas.map(code).join(', ')}` : ''
    }.`,
    `- Time limit: ${callable.timeLimitSeconds} s; a client waits ${clientTimeoutMs(callable) / 1_000} s.`,
    ...(callable.kind === 'query' ? ['- It changes nothing.'] : []),
    ...(takesIdempotencyKey(callable) ? ['- The same key with the same request gets the same answer.'] : []),
    `- At most: ${documents.join(', ')}; ${instance.memoryMib} MiB, ${instance.concurrency} calls at a time.`,
  ];
}

function sessionOf(requires: CallableContract['requires'], session: CallableContract['session']): string {
  if (session === 'recent')
    return ', within five minutes of signing in; the session must not have been ended';
  return session === 'standing' || requires === 'operator' ? '; the session must not have been ended' : '';
}

const fieldTable = (fields: ReturnType<typeof fieldsOf>): string[] =>
  fields.length === 0
    ? []
    : [
        table(
          ['field', 'type', ''],
          fields.map(({ place, type, isRequired }) => [code(place), type, isRequired ? '' : 'optional']),
        ),
      ];

const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
