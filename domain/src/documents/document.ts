import { z } from 'zod';

/** The fields of a document, or of a map in one, by the names that they are stored under. */
export type StoredFields = Readonly<Record<string, z.ZodType>>;

/** `entry_price` is `entryPrice` wherever it is not stored. */
export type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

type Schemas<F extends StoredFields> = { readonly [K in keyof F & string as CamelCase<K>]: F[K] };
type Names<F extends StoredFields> = { readonly [K in keyof F & string as CamelCase<K>]: K };
type PartValue<P extends StoredFields> = Readonly<z.output<z.ZodObject<P>>>;

/** What the fields mean, by their names in camelCase: decimals branded, times as `Date`. */
export type ValueOf<F extends StoredFields> = PartValue<Schemas<F>>;

/** The value, where each time may also be what stands for the server's own in the SDK at hand. */
type WithNow<T, Now> = { readonly [K in keyof T]: Date extends T[K] ? T[K] | Now : T[K] };

/** What was read; or, for a report, which fields are wrong and how. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly value?: undefined; readonly detail: string };

/** Some of a document's fields, or all of them. */
export interface DocumentPart<T> {
  /** Reads these fields. It passes over others: a part has them, and earlier versions may have left some. */
  read(data: unknown): Read<T>;
  /**
   * The fields to store, and nothing else. Times stay dates, which every SDK of Firestore stores as timestamps.
   *
   * @throws z.ZodError for a value that no reader would accept
   */
  write<Now = never>(value: WithNow<T, Now>): Record<string, unknown>;
  /** Some of the fields, to be merged or updated. @throws z.ZodError as `write` does */
  writePart<Now = never>(value: Partial<WithNow<T, Now>>): Record<string, unknown>;
  /** Whether these fields are all there, and no other. */
  isExact(data: unknown): boolean;
  /** The names that these fields are stored under, for a field mask or a selection. */
  readonly storedNames: readonly string[];
}

/** One kind of document: the only place that knows how its fields are spelled and what they may hold. */
export interface StoredDocument<F extends StoredFields> extends DocumentPart<ValueOf<F>> {
  /** Stored names by names in camelCase, for queries and single fields. */
  readonly names: Names<F>;
  /** Schemas by names in camelCase, for parts. */
  readonly fields: Schemas<F>;
  /** The fields that are named, each by the schema that is given: its own, one that forgives more, or less. */
  part<P extends StoredFields>(
    part: P & { readonly [K in keyof P]: K extends keyof Schemas<F> ? P[K] : never },
  ): DocumentPart<PartValue<P>>;
}

/** What reading a document of the kind gives. */
export type DocumentValue<D> = D extends { read(data: unknown): Read<infer T> } ? T : never;

type StoredMap<F extends StoredFields> = z.ZodCodec<z.ZodObject<F>, z.ZodType<ValueOf<F>>>;

/** A map within a document: stored with its own names, read in camelCase. */
export const storedMap = <F extends StoredFields>(fields: F): StoredMap<F> =>
  codecOf(z.object(fields), fields);

/** A map that holds nothing else. */
export const strictMap = <F extends StoredFields>(fields: F): StoredMap<F> =>
  codecOf(z.strictObject(fields) as unknown as z.ZodObject<F>, fields);

/** Defines a kind of document by its fields, named as they are stored. */
export function storedDocument<const F extends StoredFields>(fields: F): StoredDocument<F> {
  const { toValue, toStored } = namesOf(fields);
  return {
    ...partOf(fields),
    names: Object.fromEntries(toStored) as Names<F>,
    fields: renamed(fields, toValue) as Schemas<F>,
    part: part => partOf(renamed(part, toStored) as StoredFields) as DocumentPart<never>,
  };
}

function partOf<F extends StoredFields>(fields: F): DocumentPart<ValueOf<F>> {
  const whole = storedMap(fields);
  const { toStored } = namesOf(fields);
  return {
    read: data => readAs(whole, data),
    write: value => z.encode(whole, value as never) as Record<string, unknown>,
    writePart: value =>
      Object.fromEntries(
        Object.entries(renamed(value, toStored)).flatMap(([name, one]) => {
          const schema = fields[name];
          return schema ? [[name, z.encode(schema, one as never)]] : [];
        }),
      ),
    isExact: data => z.strictObject(fields).safeParse(data).success,
    storedNames: Object.keys(fields),
  };
}

function codecOf<F extends StoredFields>(stored: z.ZodObject<F>, fields: F): StoredMap<F> {
  const { toValue, toStored } = namesOf(fields);
  return z.codec(stored, z.custom<ValueOf<F>>(), {
    decode: data => renamed(data, toValue) as ValueOf<F>,
    encode: value => renamed(value, toStored) as z.output<z.ZodObject<F>>,
  }) as StoredMap<F>;
}

function readAs<T>(schema: z.ZodType<T>, data: unknown): Read<T> {
  const { success, data: value, error } = schema.safeParse(data);
  if (success) return { ok: true, value };
  const detail = error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  return { ok: false, detail };
}

/** `entry_price` as `entryPrice`. */
export const camelCaseOf = (name: string): string =>
  name.replaceAll(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase());

function namesOf(fields: StoredFields) {
  const toValue = new Map(Object.keys(fields).map(name => [name, camelCaseOf(name)]));
  return { toValue, toStored: new Map([...toValue].map(([stored, value]) => [value, stored])) };
}

/** The values that have another name, under that. One that is undefined is left out: Firestore stores no such thing. */
function renamed(values: object, names: ReadonlyMap<string, string>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [from, to] of names) {
    const value = (values as Readonly<Record<string, unknown>>)[from];
    if (value !== undefined) result[to] = value;
  }
  return result;
}
