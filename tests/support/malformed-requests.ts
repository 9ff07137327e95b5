import { gzipSync } from 'node:zlib';
import type { HttpQuestion } from './served-function.ts';

/** A trace that whoever calls would like their entries in the log to belong to. */
export const CANARY_TRACE = 'c0ffee00c0ffee00c0ffee00c0ffee00';

const JSON_TYPE = { 'content-type': 'application/json' };
/** What it is, and what is sent. */
export type Shape = readonly [name: string, request: HttpQuestion];

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (header: unknown, claims: unknown): string =>
  `${base64url(header)}.${base64url(claims)}.${base64url('signature')}`;

/**
 * Requests that are no proper call, each with a secret in it, as people and programs send them by mistake, and as
 * somebody does who wants to write into the log.
 *
 * @param accepted a request that the callable would accept
 */
export function malformedRequests(
  secret: string,
  accepted: Readonly<Record<string, unknown>>,
): readonly Shape[] {
  return [
    ...bodies(secret, accepted).map(
      ([name, body]) => [`body: ${name}`, { headers: JSON_TYPE, body }] as const,
    ),
    ...types(secret).map(
      ([type, body]) => [`type: ${type}`, { headers: type ? { 'content-type': type } : {}, body }] as const,
    ),
    ...headers(secret).map(
      added =>
        [
          `headers: ${Object.keys(added)}`,
          { headers: { ...JSON_TYPE, ...added }, body: '{"data":{}}' },
        ] as const,
    ),
    ...tokens(secret).map(token => withHeader('x-firebase-appcheck', token)),
    ...addresses(secret),
  ];
}

/** Calls whose sign-in is none, with a secret in it. */
export const badSignIns = (secret: string): readonly Shape[] =>
  tokens(secret).map(token => withHeader('authorization', `Bearer ${token}`));

const withHeader = (name: string, value: string): Shape => [
  `${name}: ${value}`,
  { headers: { ...JSON_TYPE, [name]: value }, body: '{"data":{}}' },
];

function bodies(secret: string, accepted: Readonly<Record<string, unknown>>): [string, string | Buffer][] {
  const json = (value: unknown): string => JSON.stringify(value);
  const fields = Object.keys(accepted);
  const whole = { environment: 'paper', keyId: secret, secretKey: secret };
  const forged = {
    tenant: secret,
    callable: secret,
    severity: 'EMERGENCY',
    message: secret,
    'logging.googleapis.com/labels': { [secret]: secret },
    'logging.googleapis.com/trace': `projects/p/traces/${CANARY_TRACE}`,
    'logging.googleapis.com/sourceLocation': { file: secret },
    toJSON: secret,
  };
  return [
    ['no data', json(whole)],
    ['no data, but fields of a log entry', json(forged)],
    ['an array', json([whole])],
    ['text', json(secret)],
    ['fields beside data', json({ data: {}, ...forged })],
    ['a field of that name', json({ data: {}, [secret]: 1 })],
    ['data under other names', json({ Data: whole, result: whole, body: whole })],
    ['data as text', json({ data: secret })],
    ['data as a list', json({ data: [secret, whole] })],
    ['data in data', json({ data: { data: whole } })],
    ['fields of a log entry in data', json({ data: forged })],
    ['an unknown name in data', json({ data: { ...accepted, [secret]: secret } })],
    ['an identity', json({ data: { ...accepted, uid: secret, userId: secret } })],
    ['a prototype', `{"data":{"__proto__":${json(whole)},"constructor":${json(whole)}}}`],
    ['a prototype outside', `{"__proto__":{"data":${json(whole)}}}`],
    ['an unknown @type', json({ data: { ...accepted, '@type': secret, value: secret } })],
    ['an unknown @type inside', json({ data: { a: [{ b: { '@type': secret, value: secret } }] } })],
    [
      'a whole number that is none',
      json({ data: { '@type': 'type.googleapis.com/google.protobuf.Int64Value', value: secret } }),
    ],
    ['nested too deeply', `{"data":${'['.repeat(40)}"${secret}"${']'.repeat(40)}}`],
    ['too long', json({ data: { ...whole, padding: 'x'.repeat(70_000) } })],
    ['broken off', `{"data":{"secretKey":"${secret}`],
    ['a name without quotes', `{${secret}:1}`],
    ['no JSON at all', `${secret} ${secret}`],
    ['JSON with something behind', `{"data":{}} ${secret}`],
    ['single quotes', `{'data':{'secretKey':'${secret}'}}`],
    ['a control character', `{"data":{"secretKey":"${secret}\n"}}`],
    [
      'no UTF-8',
      Buffer.concat([Buffer.from(`{"data":"${secret}`), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    ],
    ['UTF-16', Buffer.from(json({ data: whole }), 'utf16le')],
    ['a form', `keyId=${secret}&secretKey=${secret}`],
    ...fields.flatMap((field): [string, string][] => [
      [`a list as ${field}`, json({ data: { ...accepted, [field]: { [secret]: [secret] } } })],
      [`a long ${field}`, json({ data: { ...accepted, [field]: `/${secret}`.repeat(2_000) } })],
    ]),
  ];
}

const types = (secret: string): [string, string | Buffer][] => [
  ['', JSON.stringify({ data: { secretKey: secret } })],
  ['text/plain', secret],
  ['text/plain', JSON.stringify({ secretKey: secret })],
  [`${secret}/${secret}`, secret],
  [secret, secret],
  [`application/json; charset=${secret}`, '{"data":{}}'],
  ['application/json; charset=utf-16', Buffer.from(JSON.stringify({ secretKey: secret }), 'utf16le')],
  [`application/json; profile="${secret}"`, JSON.stringify({ secretKey: secret })],
  ['application/json-seq', `{${secret}`],
  ['application/cloudevents+json', `{${secret}`],
  [
    'application/cloudevents+json',
    JSON.stringify({ specversion: '1.0', type: secret, source: secret, data: secret }),
  ],
  ['application/x-www-form-urlencoded', `keyId=${secret}&secretKey=${secret}&%E0%A4%A`],
  ['application/x-www-form-urlencoded', `${secret}=1&`.repeat(1_200)],
  ['application/x-www-form-urlencoded', `a${`[${secret}]`.repeat(40)}=1`],
  [
    `multipart/form-data; boundary=${secret}`,
    `--${secret}\r\nContent-Disposition: form-data; name="${secret}"\r\n\r\n1`,
  ],
];

const headers = (secret: string): Readonly<Record<string, string>>[] => [
  { authorization: secret },
  { authorization: `Basic ${Buffer.from(`${secret}:${secret}`).toString('base64')}` },
  { authorization: `bearer  ${secret}` },
  { 'firebase-instance-id-token': secret },
  { 'x-callable-context-auth': encodeURIComponent(JSON.stringify({ uid: secret, token: { admin: true } })) },
  { 'function-execution-id': secret },
  { 'x-cloud-trace-context': `${CANARY_TRACE}/1;o=1` },
  { traceparent: `00-${CANARY_TRACE}-c0ffee00c0ffee00-01`, tracestate: `a=${secret}` },
  { 'content-encoding': secret },
  {
    accept: 'text/event-stream',
    cookie: secret,
    'user-agent': secret,
    referer: `https://${secret}.example/`,
  },
  { origin: `https://${secret}.example` },
  { 'x-forwarded-for': secret, 'x-forwarded-host': secret, forwarded: `for=${secret}` },
  { 'ce-id': secret, 'ce-type': secret, 'ce-source': secret, 'ce-specversion': '1.0' },
  { 'x-cloudscheduler-jobname': secret, 'x-cloudtasks-taskname': secret },
];

function tokens(secret: string): string[] {
  const header = { alg: 'RS256', kid: 'k', typ: 'JWT' };
  return [
    secret,
    `${secret}.${secret}.${secret}`,
    jwt({ ...header, alg: secret }, { aud: 'p', iss: 'p', sub: 'alice' }),
    jwt({ ...header, kid: secret }, { aud: secret, iss: 'p', sub: 'alice' }),
    jwt({ alg: 'RS256' }, { aud: secret, iss: secret, sub: secret }),
    jwt(header, { aud: 'demo-loopback', iss: secret, sub: 'alice' }),
    jwt(header, { aud: ['projects/demo-loopback'], iss: secret }),
    jwt(header, { aud: 'demo-loopback', iss: 'https://securetoken.google.com/demo-loopback', sub: [secret] }),
    jwt(header, secret),
    jwt(header, [secret]),
    jwt(header, null),
    jwt(secret, secret),
  ];
}

const addresses = (secret: string): Shape[] => [
  ['address: GET with a query', { method: 'GET', path: `/?keyId=${secret}&secretKey=${secret}` }],
  ['address: GET with a malformed query', { method: 'GET', path: `/?${secret}=%E0%A4%A&a[${secret}]=1` }],
  ['address: a path', { method: 'GET', path: `/${secret}/${secret}` }],
  ['address: a malformed path', { path: `/%E0%A4%A${secret}`, headers: JSON_TYPE, body: '{"data":{}}' }],
  ['address: POST with a query', { path: `/?data=${secret}`, headers: JSON_TYPE, body: '{}' }],
  ['address: the icon', { method: 'GET', path: `/favicon.ico/${secret}` }],
  ...['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'].map(
    method =>
      [
        `address: ${method}`,
        {
          method,
          headers: JSON_TYPE,
          ...(method === 'HEAD' ? {} : { body: JSON.stringify({ data: { secret } }) }),
        },
      ] as const,
  ),
  [
    'address: OPTIONS before a call',
    {
      method: 'OPTIONS',
      headers: {
        origin: `https://${secret}.example`,
        'access-control-request-method': secret,
        'access-control-request-headers': secret,
      },
    },
  ],
  [
    'gzip',
    {
      headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
      body: gzipSync(JSON.stringify({ secretKey: secret })),
    },
  ],
  ['in chunks', { headers: JSON_TYPE, body: JSON.stringify({ secretKey: secret }), chunked: true }],
  ['too long, in chunks', { headers: JSON_TYPE, body: secret.repeat(5_000), chunked: true }],
  [
    'two lengths',
    { headers: { ...JSON_TYPE, 'content-length': `${secret.length}` }, body: secret, chunked: true },
  ],
];
