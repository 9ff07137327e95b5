import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import protobuf from 'protobufjs';

/** Requests to a local Firestore as one writes them, so that what no client library would send can be sent, too. */

export const PROJECT = 'demo-wire';
export const DATABASE = `projects/${PROJECT}/databases/(default)`;
export const DOCUMENTS = `${DATABASE}/documents`;
const STATUS_NUMBERS: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  FAILED_PRECONDITION: 9,
  UNAUTHENTICATED: 16,
};

/** What came back: the gRPC number of the status, 0 for success, and the messages. */
export interface WireAnswer {
  readonly code: number;
  readonly message: string;
  readonly answers: readonly unknown[];
}

type Json = { readonly [key: string]: unknown };

const manifest = findPackageJSON('@google-cloud/firestore', import.meta.url) ?? '';
const root = protobuf.Root.fromJSON(
  JSON.parse(readFileSync(join(dirname(manifest), 'build/protos/v1.json'), 'utf8')) as protobuf.INamespace,
);
const write = root.lookupType('google.firestore.v1.Write');
if (write.fields.verify === undefined) write.add(new protobuf.Field('verify', 5, 'string'));
const service = root.lookupService('google.firestore.v1.Firestore');

/** One transport: calls a method of the service with a request in its JSON form. */
export type Wire = (method: string, request: Json) => Promise<WireAnswer>;

const VERBS: Readonly<Record<string, string>> = {
  RunQuery: 'runQuery',
  RunAggregationQuery: 'runAggregationQuery',
  PartitionQuery: 'partitionQuery',
  Commit: 'commit',
  BatchWrite: 'batchWrite',
};

export function restWire(address: string, authorization = 'Bearer owner'): Wire {
  return async (method, request) => {
    const { parent = DOCUMENTS, database: _, ...body } = request;
    const response = await fetch(`http://${address}/v1/${parent}:${VERBS[method]}`, {
      method: 'POST',
      headers: { Authorization: authorization },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    const failure = errorOf(answer);
    if (failure === undefined) {
      return { code: 0, message: '', answers: Array.isArray(answer) ? answer : [answer] };
    }
    return { code: STATUS_NUMBERS[failure.status] ?? -1, message: failure.message, answers: [] };
  };
}

function errorOf(answer: unknown): { status: string; message: string } | undefined {
  const [first] = Array.isArray(answer) ? (answer as unknown[]) : [answer];
  return typeof first === 'object' && first !== null && 'error' in first
    ? (first.error as { status: string; message: string })
    : undefined;
}

/** Messages are written by the definitions that the client library carries; the server is another process's business. */
export function grpcWire(
  address: string,
  authorization = 'Bearer owner',
): { readonly wire: Wire; close(): void; stream: OpenStream } {
  const client = new Client(address, credentials.createInsecure());
  const metadata = new Metadata();
  metadata.set('authorization', authorization);
  const typesOf = (method: string) => {
    const { requestType, responseType } = service.methods[method] ?? {};
    return {
      request: root.lookupType(`google.firestore.v1.${requestType}`),
      response: root.lookupType(`google.firestore.v1.${responseType?.split('.').at(-1)}`),
    };
  };
  const codec = (method: string) => {
    const { request, response } = typesOf(method);
    return {
      path: `/google.firestore.v1.Firestore/${method}`,
      encode: (message: Json) =>
        Buffer.from(request.encode(request.fromObject(wrapLimits(message))).finish()),
      decode: (bytes: Buffer): unknown =>
        response.toObject(response.decode(bytes), { longs: String, enums: String, json: true }),
    };
  };
  const wire: Wire = (method, request) =>
    new Promise(resolve => {
      const { path, encode, decode } = codec(method);
      const fail = ({ code, details }: ServiceError) => resolve({ code, message: details, answers: [] });
      if (service.methods[method]?.responseStream !== true) {
        client.makeUnaryRequest(path, encode, decode, request, metadata, (error, answer) =>
          error === null ? resolve({ code: 0, message: '', answers: [answer] }) : fail(error),
        );
        return;
      }
      const answers: unknown[] = [];
      const call = client.makeServerStreamRequest(path, encode, decode, request, metadata);
      call.on('data', answer => answers.push(answer));
      call.on('error', fail);
      call.on('end', () => resolve({ code: 0, message: '', answers }));
    });
  const stream: OpenStream = (method, script) =>
    new Promise(resolve => {
      const { path, encode, decode } = codec(method);
      const answers: unknown[] = [];
      const call = client.makeBidiStreamRequest(path, encode, decode, metadata);
      const proceed = (): void => {
        const next = script.get(answers.length);
        if (next === 'end') call.end();
        else if (next !== undefined) call.write(next);
      };
      call.on('error', ({ code, details }: ServiceError) => resolve({ code, message: details, answers }));
      call.on('end', () => resolve({ code: 0, message: '', answers }));
      call.on('data', answer => {
        answers.push(answer);
        proceed();
      });
      proceed();
    });
  return { wire, stream, close: () => client.close() };
}

/** Opens a stream of both ways. The script says what to send once so many answers have come. */
export type OpenStream = (method: string, script: ReadonlyMap<number, Json | 'end'>) => Promise<WireAnswer>;

/** A wrapped number is a number in JSON and a message in protobuf. */
function wrapLimits(request: Json): Json {
  const { structuredQuery: query, structuredAggregationQuery: aggregated, aggregations } = request;
  return {
    ...request,
    ...(isJson(query) && 'limit' in query
      ? { structuredQuery: { ...query, limit: { value: query.limit } } }
      : {}),
    ...(isJson(aggregated) ? { structuredAggregationQuery: wrapLimits(aggregated) } : {}),
    ...(Array.isArray(aggregations) ? { aggregations: aggregations.map(wrapUpTo) } : {}),
  };
}

function wrapUpTo(aggregation: Json): Json {
  const { count } = aggregation;
  return isJson(count) && 'upTo' in count
    ? { ...aggregation, count: { upTo: { value: count.upTo } } }
    : aggregation;
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;
