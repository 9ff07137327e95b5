import { describe, expect, it } from 'vitest';
import { rows, verdictOf } from '../../test-support/rules/verdicts.ts';

const TABLES = {
  lists: `
    true    [1, 2].size() == 2
    true    [].size() == 0
    true    [1, 2, 3][0] == 1
    true    [[1], [2]][1][0] == 2
    error   [1][1] == 1
    error   [1][-1] == 1
    error   [1]['0'] == 1
    error   [1][0.0] == 1
    true    [1, 2, 3][0:2] == [1, 2]
    true    [1, 2, 3][1:1] == []
    true    [1, 2, 3][2:2] == []
    error   [1, 2, 3][0:0] == []
    error   [1, 2, 3][3:3] == []
    error   [][0:0] == []
    error   [1, 2, 3][1:4] == []
    error   [1, 2, 3][2:1] == []
    true    ['a', 'b'].hasAll(['a'])
    false   ['a', 'b'].hasAll(['a', 'c'])
    true    ['a'].hasAll([])
    true    [].hasAll([])
    true    ['a', 'b'].hasAny(['c', 'b'])
    false   ['a', 'b'].hasAny(['c'])
    false   [].hasAny(['a'])
    false   ['a'].hasAny([])
    true    ['a', 'b'].hasOnly(['a', 'b', 'c'])
    false   ['a', 'b'].hasOnly(['a', 'c'])
    true    ['a', 'a'].hasOnly(['a'])
    true    [].hasOnly([])
    true    [].hasOnly(['a'])
    false   ['a'].hasOnly([])
    true    ['a'].hasAll(['a'].toSet())
    true    ['a'].hasAny(['a'].toSet())
    true    ['a'].hasOnly(['a'].toSet())
    false   [1].hasAny([1.0])
    error   ['a'].hasAll('a')
    error   ['a'].hasAny({'a': 1})
    true    [1].concat([2]) == [1, 2]
    true    [1].concat([1]).size() == 2
    error   [1].concat(2) == [1, 2]
    error   [1].concat([2].toSet()) == [1, 2]
    true    [1, 2].join(',') == '1,2'
    true    ['a', 'b'].join('') == 'ab'
    true    [].join(',') == ''
    true    [true, null, 1.5].join(' ') == 'true null 1.5'
    error   [[1]].join(',') == '1'
    error   [{'a': 1}].join(',') == ''
    error   ['a'].join(1) == 'a'
    true    [1, 2, 1, 3].removeAll([1]) == [2, 3]
    true    [1, 2].removeAll([]) == [1, 2]
    true    [1, 2].removeAll([3]) == [1, 2]
    true    [1, 2, 1].toSet().size() == 2
    error   [1].union([2]).size() == 2
    error   [1].difference([1]).size() == 0
    error   [1].intersection([1]).size() == 1
    error   [1].push(2) == [1, 2]
    error   [1].length == 1
    error   [1 / 0] == []
    true    [1, 2,] == [1, 2]`,

  sets: `
    true    [1, 2].toSet().hasAll([1])
    false   [1, 2].toSet().hasAll([1, 3])
    true    [1, 2].toSet().hasAny([2, 3])
    true    [1, 2].toSet().hasOnly([1, 2])
    false   [1, 2].toSet().hasOnly([1])
    true    [1].toSet().hasOnly([1, 2].toSet())
    true    [1].toSet().union([2].toSet()) == [1, 2].toSet()
    true    [1, 2].toSet().union([2, 3].toSet()).size() == 3
    true    [1, 2].toSet().intersection([2, 3].toSet()) == [2].toSet()
    true    [1, 2].toSet().difference([2].toSet()) == [1].toSet()
    true    [1].toSet().difference([1].toSet()).size() == 0
    error   [1, 2].toSet().difference([2]).size() == 1
    error   [1].toSet().union([2]).size() == 2
    error   [1].toSet().intersection([1]).size() == 1
    error   [1].toSet().toSet().size() == 1
    error   [1].toSet()[0] == 1
    error   [1].toSet().join(',') == '1'
    error   [1].toSet().concat([2]).size() == 2
    true    [[1], [1]].toSet().size() == 1
    true    [1, 1.0].toSet().size() == 2`,

  maps: `
    true    {'a': 1}.a == 1
    true    {'a': 1}['a'] == 1
    error   {'a': 1}.b == 1
    error   {'a': 1}['b'] == 1
    error   {'a': 1}[0] == 1
    true    {'a': {'b': 2}}.a.b == 2
    true    {'a': null}.a == null
    true    {'a': 1}.size() == 1
    true    {}.size() == 0
    true    {'b': 1, 'a': 2}.keys() == ['a', 'b']
    true    {'b': 1, 'a': 2}.values() == [2, 1]
    true    {'a': 1}.keys().hasOnly(['a'])
    true    {'a': 1}.get('a', 0) == 1
    true    {'a': 1}.get('b', 0) == 0
    true    {'a': null}.get('a', 0) == null
    true    {'a': {'b': 1}}.get(['a', 'b'], 0) == 1
    true    {'a': {'b': 1}}.get(['a', 'c'], 0) == 0
    true    {'a': {'b': 1}}.get(['x', 'b'], 0) == 0
    true    {'a': 5}.get(['a', 'b'], 0) == 0
    error   {'a': 1}.get('a') == 1
    error   {'a': 1}.get(1, 0) == 0
    error   {'a': 1}.get([1], 0) == 0
    error   {'a': 1}.hasAll(['a'])
    error   {'a': 1}.hasAny(['a'])
    error   {'a': 1}.hasOnly(['a'])
    error   {'a': 1}.keys().union(['b']).size() == 2
    error   {'a': 1}.constructor == 1
    error   {'a': 1}.toString == 1
    error   {'a': 1}['__proto__'] == 1
    true    resource.data.map.toString == 'own'
    error   {'a': 1 / 0}.size() == 1
    true    {"a": 1, 'b': 2,}.size() == 2
    error   null.a == 1
    error   'text'.a == 1
    error   1.a == 1`,

  'map diffs': `
    true    {'a': 1, 'b': 2}.diff({'a': 1}).addedKeys() == ['b'].toSet()
    true    {'a': 1}.diff({'a': 1, 'b': 2}).removedKeys() == ['b'].toSet()
    true    {'a': 1}.diff({'a': 2}).changedKeys() == ['a'].toSet()
    true    {'a': 1}.diff({'a': 1.0}).changedKeys() == ['a'].toSet()
    true    {'a': 1, 'b': 2}.diff({'b': 3, 'c': 4}).affectedKeys() == ['a', 'b', 'c'].toSet()
    true    {'a': 1, 'b': 2}.diff({'a': 1, 'b': 3}).unchangedKeys() == ['a'].toSet()
    true    {}.diff({}).affectedKeys().size() == 0
    true    {'a': {'x': 1}}.diff({'a': {'x': 2}}).affectedKeys().hasOnly(['a'])
    true    {'a': [1]}.diff({'a': [1]}).affectedKeys().size() == 0
    true    {'a': null}.diff({}).addedKeys().hasAll(['a'])
    true    {'a': 1}.diff({}).addedKeys().union(['b'].toSet()).size() == 2
    error   {}.diff([]).affectedKeys().size() == 0
    error   {}.diff({}).size() == 0
    error   {}.diff({}).keys().size() == 0
    false   {'a': 1}.diff({}).addedKeys() is set
    error   {'a': 1}.diff({}).addedKeys().toSet().size() == 1`,

  'time and place': `
    true    timestamp.date(2024, 2, 29).day() == 29
    error   timestamp.date(2023, 2, 29).day() == 1
    error   timestamp.date(2023, 13, 1).month() == 1
    error   timestamp.date(0, 1, 1).year() == 0
    true    timestamp.date(2024, 12, 31).dayOfYear() == 366
    true    timestamp.date(2024, 1, 1).dayOfYear() == 1
    true    timestamp.date(2024, 1, 1).dayOfWeek() == 1
    true    timestamp.date(2024, 1, 7).dayOfWeek() == 7
    true    timestamp.value(0).year() == 1970
    true    timestamp.value(-1).year() == 1969
    true    timestamp.value(-1).nanos() == 999000000
    true    timestamp.value(1500).seconds() == 1
    true    timestamp.value(1500).nanos() == 500000000
    true    timestamp.value(1500).toMillis() == 1500
    true    timestamp.value(-1500).toMillis() == -1500
    true    timestamp.value(3661000).hours() == 1
    true    timestamp.value(3661000).minutes() == 1
    true    timestamp.value(90000000).date() == timestamp.value(86400000)
    true    timestamp.value(90000000).time() == duration.value(1, 'h')
    true    timestamp.value(-1).date() == timestamp.date(1969, 12, 31)
    error   timestamp.value(1.5) is timestamp
    error   timestamp.value('0') is timestamp
    error   timestamp.value(9223372036854775807) is timestamp
    error   timestamp.date(2024, 1, 1).millis() == 0
    error   timestamp.now() is timestamp
    true    duration.value(1, 'w') == duration.value(7, 'd')
    true    duration.value(1, 'd') == duration.value(24, 'h')
    true    duration.value(1, 'h') == duration.time(1, 0, 0, 0)
    true    duration.time(0, 1, 1, 5).nanos() == 5
    true    duration.time(0, 1, 1, 5).seconds() == 61
    true    duration.value(1500, 'ms').seconds() == 1
    true    duration.value(1500, 'ms').nanos() == 500000000
    true    duration.value(-1500, 'ms').nanos() == -500000000
    true    duration.value(7, 'ns').nanos() == 7
    true    duration.abs(duration.value(-5, 's')) == duration.value(5, 's')
    error   duration.value(1, 'y') is duration
    error   duration.value(1.5, 's') is duration
    error   duration.value(9223372036854775807, 'w') is duration
    true    request.time == request.time
    true    request.time > timestamp.date(2025, 1, 1)
    true    request.time.nanos() == 500000000
    true    request.time - duration.value(1, 's') < request.time
    true    resource.data.time.year() == 2023
    true    latlng.value(1, 2).latitude() == 1.0
    true    latlng.value(1, 2).longitude() == 2.0
    true    latlng.value(1, 2).latitude() is float
    error   latlng.value(91, 0) is latlng
    error   latlng.value(0, -181) is latlng
    error   latlng.value('1', 0) is latlng
    true    latlng.value(0, 0).distance(latlng.value(0, 0)) == 0.0
    true    math.abs(latlng.value(0, 0).distance(latlng.value(0, 1)) - 111195) < 10
    true    resource.data.place.distance(latlng.value(48.137, 11.575)) > 500000
    error   latlng.value(0, 0).distance(1) == 0`,

  numbers: `
    true    math.abs(-5) == 5
    true    math.abs(-5) is int
    true    math.abs(-2.5) == 2.5
    error   math.abs(-9223372036854775808) > 0
    true    math.ceil(1.2) == 2
    true    math.ceil(1.2) is float
    true    math.ceil(3) is float
    true    math.floor(-1.2) == -2
    true    math.floor(1.9) is float
    true    math.round(1.5) == 2
    true    math.round(0.5) == 1
    true    math.round(-1.5) == -1
    true    math.round(2.4) is int
    error   math.round(1.0 / 0.0) is int
    true    math.sqrt(9) == 3
    true    math.sqrt(9) is float
    true    math.isNaN(math.sqrt(-1))
    false   math.isNaN(1)
    true    math.pow(2, 10) == 1024
    true    math.pow(2, 10) is float
    true    math.pow(2, -1) == 0.5
    error   math.pow(2) == 2
    error   math.abs('1') == 1
    error   math.abs(null) == 0
    error   math.max(1, 2) == 2
    true    int('12') == 12
    true    int('-7') == -7
    true    int('+7') == 7
    true    int(2.9) == 2
    true    int(-2.9) == -2
    true    int(5) == 5
    error   int('12abc') == 12
    error   int(' 12 ') == 12
    error   int('') == 0
    error   int('0x10') == 16
    error   int('1.5') == 1
    error   int(true) == 1
    error   int(null) == 0
    error   int('9223372036854775808') > 0
    error   int(1.0 / 0.0) > 0
    error   int(1e300) > 0
    true    float('1.5') == 1.5
    true    float(1) is float
    true    float('1e3') == 1000
    error   float('abc') == 1.0
    error   float('') == 0.0
    error   float(true) == 1.0
    true    string(1) == '1'
    true    string(1.0) == '1.0'
    true    string(1.5) == '1.5'
    true    string(1e10) == '1.0E10'
    true    string(0.0001) == '1.0E-4'
    true    string(true) == 'true'
    true    string(null) == 'null'
    true    string('a') == 'a'
    true    string(/a/b) == '/a/b'
    error   string([1]) == '1'
    error   string({'a': 1}) == ''
    error   string(timestamp.value(0)) == ''
    error   string() == ''
    true    1e3 == 1000
    true    1.5e-1 == 0.15
    error   1.x == 1
    compile 12abc == 12
    compile 0x10 == 16`,

  paths: `
    true    /a/b == /a/b
    false   /a/b == /a/c
    true    /a/b is path
    false   /a/b is string
    true    /a/b[0] == 'a'
    true    /a/b[1] == 'b'
    error   /a/b[2] == 'c'
    error   /a/b[-1] == 'b'
    true    path('a/b') == /a/b
    true    path('/a/b') == /a/b
    error   path(/a/b) == /a/b
    error   path(1) is path
    error   path('a//b') is path
    error   path('a/$(b)') is path
    true    /a/$(thing) == /a/thing
    true    /a/$('b' + 'c') == /a/bc
    true    /a/$(/b/c) == /a/b/c
    error   /a/$('b/c') == /a/b/c
    error   /a/$('') is path
    error   /a/$(null) is path
    true    path('/a/{x}').bind({'x': 'b'}) == /a/b
    true    path('{x}/{y}').bind({'x': 'b', 'y': 'c'}) == /b/c
    true    path('/a/{x}').bind({}) is path
    error   path('/a/{x}').bind({'y': 'b'}) is path
    error   path('/a/{x}').bind({'x': 1}) is path
    error   (/a/b).size() == 2
    compile /a/b.size() == 2
    error   /a/b + /c is path
    true    request.path == /databases/$(database)/documents/things/$(thing)
    true    request.path[3] == 'things'
    true    resource.__name__ == request.path
    true    resource.data.ref == /databases/(default)/documents/users/bob
    true    database == '(default)'
    true    thing == 'thing'
    true    thing is string`,
};

for (const [topic, table] of Object.entries(TABLES)) {
  describe(topic, () => {
    it.each(rows(table))('$verdict: $expression', ({ verdict, expression }) => {
      expect(verdictOf(expression)).toBe(verdict);
    });
  });
}
