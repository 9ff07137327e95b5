import { deleteDoc, doc, serverTimestamp, setDoc, updateDoc } from 'firebase/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changed, type Fields } from '../../domain/test-support/documents/sample.ts';
import {
  CLIENT_WRITTEN,
  type ClientWritten,
} from '../../domain/test-support/documents/samples/client-written.ts';
import { type RulesWorld, startRulesWorld } from '../support/isolation/rules-world.ts';

/**
 * The definitions of documents and firestore.rules bound what a trader writes, each in a language of its own. Here both
 * are asked about the same writes: the samples, and every field with every value of a list.
 */
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  2.5,
  1_000_000,
  1_000_001,
  -1_000_001,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  'text',
  '0.00',
  '12.5',
  '999999999999.99',
  'x'.repeat(64),
  'x'.repeat(65),
  'x'.repeat(80),
  'x'.repeat(81),
  'x'.repeat(200),
  'x'.repeat(201),
  [],
  ['text'],
  {},
  { text: 1 },
];

interface Write {
  readonly title: string;
  readonly fields: Fields;
}

const isTime = (value: unknown) => value instanceof Date;
const inside = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isTime(value);

/** The value with each value in it, however deep, replaced by each of the list, and with each field left out or added. */
function* variants(value: unknown, where: string): Generator<readonly [title: string, value: unknown]> {
  for (const other of VALUES) yield [`${where} as ${shown(other)}`, other];
  if (!inside(value)) return;
  yield [`${where} with a field more`, { ...value, another: 1 }];
  for (const [key, one] of Object.entries(value)) {
    const { [key]: _, ...without } = value;
    yield [`${where} without ${key}`, without];
    for (const [title, other] of variants(one, `${where}.${key}`)) yield [title, { ...value, [key]: other }];
  }
}

const shown = (value: unknown): string =>
  typeof value === 'string' && value.length > 20
    ? `text of ${value.length}`
    : typeof value === 'number'
      ? String(value)
      : JSON.stringify(value);

/** Fields that say when are not varied: which times are the server's own, only the rules know. */
function* writesOf({ byTrader: { fields }, stored, refused }: ClientWritten): Generator<Write> {
  yield { title: 'as it is', fields };
  yield { title: 'with a field more', fields: { ...fields, another: 1 } };
  const whole = isWhole({ fields, stored });
  if (whole) for (const [title, change] of refused) yield { title, fields: changed(fields, change) };
  for (const [key, value] of Object.entries(fields)) {
    // A field that an update leaves out stays what it was.
    if (whole) yield { title: `without ${key}`, fields: changed(fields, { [key]: undefined }) };
    if (isTime(value)) continue;
    for (const [title, other] of variants(value, key)) yield { title, fields: { ...fields, [key]: other } };
  }
}

const isWhole = ({ fields, stored }: { fields: Fields; stored: Fields }) => stored === fields;

let world: RulesWorld;
beforeAll(async () => {
  world = await startRulesWorld();
});
afterAll(() => world.close());

/** Whether the rules let the trader write it, where nothing but its form stands in the way. */
async function isAccepted({ path, stored, byTrader }: ClientWritten, fields: Fields): Promise<boolean> {
  const [admin, trader] = [world.as('admin'), world.as('owner')];
  const long = new Date(0);
  const before = Object.fromEntries(
    Object.entries(stored).map(([key, value]) => [key, isTime(value) ? long : value]),
  );
  const whole = isWhole({ fields: byTrader.fields, stored });
  await setDoc(doc(admin, 'users/alice'), { onboarded: true });
  await (whole ? deleteDoc(doc(admin, path)) : setDoc(doc(admin, path), before));
  const stamped = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, isTime(value) ? serverTimestamp() : value]),
  );
  const reference = doc(trader, path);
  return (whole ? setDoc(reference, stamped) : updateDoc(reference, stamped)).then(
    () => true,
    (thrown: { code?: string }) => {
      if (thrown.code !== 'permission-denied') throw thrown;
      return false;
    },
  );
}

describe.each(CLIENT_WRITTEN)('what a trader writes into $path', sample => {
  it('is accepted and refused alike by the rules and by its definition', async () => {
    const writes = [...writesOf(sample)];
    const verdicts = { accepted: 0, refused: 0 };
    const apart: string[] = [];
    for (const { title, fields } of writes) {
      const byRules = await isAccepted(sample, fields);
      const byDefinition = sample.byTrader.part.isExact(fields);
      if (byRules !== byDefinition)
        apart.push(`${title}: ${byRules ? 'only the rules accept it' : 'only the definition accepts it'}`);
      verdicts[byRules ? 'accepted' : 'refused'] += 1;
    }
    expect(apart).toEqual([]);
    expect(verdicts.accepted).toBeGreaterThan(0);
    expect(verdicts.refused).toBeGreaterThan(VALUES.length / 2);
  });
});

it('each place that the rules let a trader write has a definition that is asked', async () => {
  const { readFile } = await import('node:fs/promises');
  const rules = await readFile(new URL('../../firestore.rules', import.meta.url), 'utf8');
  const places: string[] = [];
  let open: string[] = [];
  for (const line of rules.split('\n')) {
    const match = /^(\s*)match (\S+) \{/.exec(line);
    if (match) open = [...open.slice(0, (match[1] ?? '').length / 2 - 2), match[2] ?? ''];
    if (/allow (create|update|write)/.test(line)) places.push(open.join(''));
  }
  const patterns = [...new Set(places)].map(
    place => new RegExp(`^/${place.replace(/^\//, '').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  );
  expect(patterns.length).toBeGreaterThan(3);
  const paths = CLIENT_WRITTEN.map(({ path }) => `/${path}`);
  expect(patterns.filter(pattern => !paths.some(path => pattern.test(path)))).toEqual([]);
  expect(paths.filter(path => !patterns.some(pattern => pattern.test(path)))).toEqual([]);
});
