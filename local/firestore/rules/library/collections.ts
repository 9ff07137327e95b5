import { setOf, valueKey } from '../values/keys.ts';
import { textOf } from '../values/text.ts';
import { isList, typeOf } from '../values/types.ts';
import { type ListValue, type Outcome, SetValue, type Value } from '../values/value.ts';
import { textTooLong, tooManyItems } from '../values/work.ts';
import { type Method, methodsOf, unsupported } from './signature.ts';

type Collection = ListValue | SetValue;

const keysOf = (collection: Collection): ReadonlySet<string> =>
  new Set(isList(collection) ? collection.map(valueKey) : collection.members.keys());

const includesAll = (whole: ReadonlySet<string>, part: ReadonlySet<string>): boolean => {
  for (const key of part) if (!whole.has(key)) return false;
  return true;
};

const hasAll = (self: Collection, wanted: Collection): boolean => includesAll(keysOf(self), keysOf(wanted));

/** Every member of the receiver is among the allowed ones; duplicates do not count. */
const hasOnly = (self: Collection, allowed: Collection): boolean =>
  includesAll(keysOf(allowed), keysOf(self));

const hasAny = (self: Collection, wanted: Collection): boolean => {
  const own = keysOf(self);
  for (const key of keysOf(wanted)) if (own.has(key)) return true;
  return false;
};

const join = (self: ListValue, separator: string): Outcome => {
  const texts: string[] = [];
  for (const item of self) {
    const text = textOf(item);
    if (text === undefined) return unsupported(`join(${typeOf(item)})`, 'join(string)');
    texts.push(text);
  }
  const size = texts.reduce((sum, text) => sum + text.length + separator.length, 0);
  return textTooLong(size) ?? texts.join(separator);
};

const list = methodsOf('list');
const set = methodsOf('set');

const filtered = (self: SetValue, keep: (key: string) => boolean): SetValue =>
  new SetValue(new Map([...self.members].filter(([key]: [string, Value]) => keep(key))));

export const LIST_METHODS: readonly Method[] = [
  list('size', [], self => BigInt(self.length)),
  list('hasAll', ['list|set'], hasAll),
  list('hasAny', ['list|set'], hasAny),
  list('hasOnly', ['list|set'], hasOnly),
  list('concat', ['list'], (self, other) => tooManyItems(self.length + other.length) ?? self.concat(other)),
  list('join', ['string'], join),
  list('removeAll', ['list'], (self, unwanted) => {
    const keys = keysOf(unwanted);
    return self.filter(item => !keys.has(valueKey(item)));
  }),
  list('toSet', [], setOf),
];

/** The algebra takes sets only: a list as argument is an error, and a list has none of it. */
export const SET_METHODS: readonly Method[] = [
  set('size', [], self => BigInt(self.members.size)),
  set('hasAll', ['list|set'], hasAll),
  set('hasAny', ['list|set'], hasAny),
  set('hasOnly', ['list|set'], hasOnly),
  set('union', ['set'], (self, other) => new SetValue(new Map([...other.members, ...self.members]))),
  set('intersection', ['set'], (self, other) => filtered(self, key => other.members.has(key))),
  set('difference', ['set'], (self, other) => filtered(self, key => !other.members.has(key))),
];
