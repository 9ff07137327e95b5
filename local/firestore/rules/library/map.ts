import { identical } from '../values/equality.ts';
import { setOf } from '../values/keys.ts';
import { typeOf } from '../values/types.ts';
import { MapDiff, MapValue, type Outcome, type SetValue, type Value } from '../values/value.ts';
import { chargeWork, tooManyItems } from '../values/work.ts';
import { type Method, methodsOf, unsupported } from './signature.ts';

/** `get(['a', 'b'], x)` descends; whatever is missing, or is no map on the way, gives the default. */
const getPath = (self: MapValue, keys: readonly Value[], otherwise: Value): Outcome => {
  let current: Value = self;
  for (const key of keys) {
    if (typeof key !== 'string')
      return unsupported(`map.get(list of ${typeOf(key)})`, 'map.get(list of string)');
    const next: Value | undefined = current instanceof MapValue ? current.get(key) : undefined;
    if (next === undefined) return otherwise;
    current = next;
  }
  return current;
};

const map = methodsOf('map');
const diff = methodsOf('mapdiff');

export const MAP_METHODS: readonly Method[] = [
  map('size', [], self => BigInt(self.size)),
  map('keys', [], self => tooManyItems(self.size) ?? self.keys()),
  map('values', [], self => tooManyItems(self.size) ?? self.keys().map(key => self.get(key) ?? null)),
  map('get', ['string|list', 'any'], (self, key, otherwise) => {
    if (typeof key === 'string') return self.get(key) ?? (self.has(key) ? null : otherwise);
    return getPath(self, key, otherwise);
  }),
  map('diff', ['map'], (self, other) => new MapDiff(self, other)),
];

type Change = 'added' | 'removed' | 'changed' | 'unchanged';

const changeOf = ({ after, before }: MapDiff, key: string): Change => {
  const now = after.get(key);
  const then = before.get(key);
  if (then === undefined) return 'added';
  if (now === undefined) return 'removed';
  return identical(now, then) ? 'unchanged' : 'changed';
};

const keysThat = (self: MapDiff, ...changes: readonly Change[]): SetValue => {
  const keys = new Set([...self.after.keys(), ...self.before.keys()]);
  chargeWork(keys.size);
  return setOf([...keys].filter(key => changes.includes(changeOf(self, key))));
};

export const MAP_DIFF_METHODS: readonly Method[] = [
  diff('addedKeys', [], self => keysThat(self, 'added')),
  diff('removedKeys', [], self => keysThat(self, 'removed')),
  diff('changedKeys', [], self => keysThat(self, 'changed')),
  diff('affectedKeys', [], self => keysThat(self, 'added', 'removed', 'changed')),
  diff('unchangedKeys', [], self => keysThat(self, 'unchanged')),
];
