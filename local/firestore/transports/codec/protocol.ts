import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import protobuf from 'protobufjs/light.js';
import { invalidArgument } from '../../storage/errors.ts';
import { MapValue } from '../../storage/map-value.ts';
import {
  bodyEnd,
  readArrayValue,
  readEntry,
  readTimestamp,
  readValue,
  writeEntries,
  writeTimestamp,
  writeValue,
} from '../../storage/value-codec.ts';
import type { TimestampValue, Value } from '../../storage/values.ts';

/**
 * The Firestore protocol's messages, from the definitions that the client library carries. Values, documents
 * and timestamps decode straight to the server's own representation; everything else is protobufjs's.
 */

const PACKAGE = 'google.firestore.v1';
const DELIMITED = 2;
const DOCUMENT_NAME = (1 << 3) | DELIMITED;
const DOCUMENT_FIELDS = (2 << 3) | DELIMITED;
const DOCUMENT_CREATE_TIME = (3 << 3) | DELIMITED;
const DOCUMENT_UPDATE_TIME = (4 << 3) | DELIMITED;

/** A document on the wire. */
export interface DocumentMessage {
  readonly name: string;
  readonly fields: MapValue;
  readonly createTime?: TimestampValue;
  readonly updateTime?: TimestampValue;
}

/** One method of the service. */
export interface Method {
  readonly name: string;
  readonly requestType: protobuf.Type;
  readonly responseType: protobuf.Type;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
}

/** How a message type is written and read, replacing what protobufjs would generate. */
interface Codec<T> {
  write(message: T, writer: protobuf.Writer): protobuf.Writer;
  read(reader: protobuf.Reader, end: number): T;
}

const root = loadRoot();

/** A message type by its name within the Firestore package, or by its full name. */
function messageType(name: string): protobuf.Type {
  return root.lookupType(name.includes('.') && name.startsWith('google.') ? name : `${PACKAGE}.${name}`);
}

/** All methods of the Firestore service. */
export const METHODS: readonly Method[] = root
  .lookupService(`${PACKAGE}.Firestore`)
  .methodsArray.map(method => ({
    name: method.name,
    requestType: messageType(method.requestType),
    responseType: messageType(method.responseType),
    requestStream: method.requestStream === true,
    responseStream: method.responseStream === true,
  }));

/** Decodes a binary message. @throws INVALID_ARGUMENT when it is malformed */
export function decodeMessage<T>(type: protobuf.Type, bytes: Uint8Array): T {
  try {
    return type.decode(bytes) as unknown as T;
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && error.name === 'Error')) {
      throw invalidArgument(`Malformed ${type.name}: ${error.message}`);
    }
    throw error;
  }
}

export function encodeMessage(type: protobuf.Type, message: object): Buffer {
  return Buffer.from(type.encode(message).finish());
}

function loadRoot(): protobuf.Root {
  // The package does not export its definitions, so they are found beside its package.json.
  const manifest = findPackageJSON('@google-cloud/firestore', import.meta.url);
  if (manifest === undefined) throw new Error('the package @google-cloud/firestore is not installed');
  const file = join(dirname(manifest), 'build/protos/v1.json');
  const definitions: protobuf.INamespace = JSON.parse(readFileSync(file, 'utf8'));
  const loaded = protobuf.Root.fromJSON(definitions);
  addVerifyWrite(loaded.lookupType(`${PACKAGE}.Write`));
  install<Value>(loaded, `${PACKAGE}.Value`, { write: writeValue, read: readValue });
  install<readonly Value[]>(loaded, `${PACKAGE}.ArrayValue`, {
    write: writeElements,
    read: readArrayValue,
  });
  install<DocumentMessage>(loaded, `${PACKAGE}.Document`, { write: writeDocument, read: readDocument });
  install<TimestampValue>(loaded, 'google.protobuf.Timestamp', {
    write: writeTimestamp,
    read: readTimestamp,
  });
  return loaded;
}

/** The published definitions lack the verify operation, which the web SDK's transactions send. */
function addVerifyWrite(write: protobuf.Type): void {
  if (write.fields.verify === undefined) write.add(new protobuf.Field('verify', 5, 'string'));
}

function install<T>(loaded: protobuf.Root, name: string, codec: Codec<T>): void {
  const type = loaded.lookupType(name);
  const replacement = {
    encode: (message: T, writer = protobuf.Writer.create()) => codec.write(message, writer),
    decode: (source: protobuf.Reader | Uint8Array, length?: number) => {
      const reader = source instanceof protobuf.Reader ? source : protobuf.Reader.create(source);
      const end = length === undefined ? reader.len : reader.pos + length;
      if (end > reader.len) throw new RangeError('length prefix points past the end');
      return codec.read(reader, end);
    },
  };
  Object.assign(type, replacement);
}

function writeElements(elements: readonly Value[], writer: protobuf.Writer): protobuf.Writer {
  for (const element of elements) writeValue(element, writer.uint32((1 << 3) | DELIMITED).fork()).ldelim();
  return writer;
}

function writeDocument(document: DocumentMessage, writer: protobuf.Writer): protobuf.Writer {
  writer.uint32(DOCUMENT_NAME).string(document.name);
  writeEntries(document.fields, DOCUMENT_FIELDS, writer);
  if (document.createTime !== undefined) {
    writeTimestamp(document.createTime, writer.uint32(DOCUMENT_CREATE_TIME).fork()).ldelim();
  }
  if (document.updateTime !== undefined) {
    writeTimestamp(document.updateTime, writer.uint32(DOCUMENT_UPDATE_TIME).fork()).ldelim();
  }
  return writer;
}

function readDocument(reader: protobuf.Reader, end: number): DocumentMessage {
  let name = '';
  const fields: [string, Value][] = [];
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === DOCUMENT_NAME) name = reader.string();
    else if (tag === DOCUMENT_FIELDS) fields.push(readEntry(reader, bodyEnd(reader), 0));
    else reader.skipType(tag & 7);
  }
  return { name, fields: MapValue.of(fields) };
}
