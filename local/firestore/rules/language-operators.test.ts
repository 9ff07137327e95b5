import { describe, expect, it } from 'vitest';
import { rows, verdictOf } from '../../test-support/rules/verdicts.ts';

const TABLES = {
  equality: `
    true    1 == 1
    true    1 == 1.0
    true    1.0 == 1
    false   1 == 2
    true    1 != 2
    false   1 != 1.0
    true    9007199254740993 != 9007199254740992.0
    false   1 == '1'
    true    1 != '1'
    false   true == 'true'
    false   null == false
    true    null == null
    true    'a' == "a"
    false   'a' == 'A'
    true    [1, 2] == [1, 2]
    false   [1, 2] == [2, 1]
    false   [1] == [1.0]
    false   {'a': 1} == {'a': 1.0}
    true    {'a': 1, 'b': 2} == {'b': 2, 'a': 1}
    false   {'a': 1} == {'a': 1, 'b': 2}
    true    {} == {}
    true    [[1], {'a': null}] == [[1], {'a': null}]
    false   [1, 2].toSet() == [1, 2]
    true    [1, 2].toSet() == [2, 1, 2].toSet()
    false   [1].toSet() == [1, 2].toSet()
    true    timestamp.value(1000) == timestamp.value(1000)
    true    duration.value(60, 's') == duration.value(1, 'm')
    true    latlng.value(1, 2) == latlng.value(1.0, 2.0)
    true    'a'.toUtf8() == 'a'.toUtf8()
    false   'a'.toUtf8() == 'b'.toUtf8()
    false   math.sqrt(-1) == math.sqrt(-1)
    false   1.0 / 0.0 == 1.0
    error   1 == (1 / 0)`,

  ordering: `
    true    1 < 2
    false   2 < 1
    true    1 <= 1.0
    true    2.5 > 2
    true    -1 >= -1
    true    'A' < 'a'
    true    'a' < 'b'
    true    'a' < 'aa'
    false   'b' <= 'a'
    true    '' < 'a'
    true    'ｚ' < '𐀀'
    true    timestamp.value(1) < timestamp.value(2)
    true    duration.value(1, 'h') > duration.value(59, 'm')
    true    'a'.toUtf8() < 'b'.toUtf8()
    false   math.sqrt(-1) < 0
    false   math.sqrt(-1) >= 0
    error   1 < '2'
    error   null < 1
    error   null <= null
    error   true < false
    error   [1] < [2]
    error   {'a': 1} < {'a': 2}
    error   /a/b < /a/c
    error   latlng.value(1, 1) < latlng.value(2, 2)
    error   timestamp.value(1) < duration.value(2, 's')`,

  arithmetic: `
    true    1 + 2 == 3
    true    1 + 2.0 == 3.0
    true    (1 + 2) is int
    true    (1 + 2.0) is float
    true    7 / 2 == 3
    true    -7 / 2 == -3
    true    7 / -2 == -3
    true    7.0 / 2 == 3.5
    true    -5 % 3 == -2
    true    5 % -3 == 2
    true    5.5 % 2 == 1.5
    true    2 * 3 + 4 == 10
    true    2 + 3 * 4 == 14
    true    (2 + 3) * 4 == 20
    true    10 - 4 - 3 == 3
    true    24 / 4 / 2 == 3
    error   1 / 0
    error   1 % 0
    error   1 / 0 == 1
    false   1.0 / 0.0 == 0.0
    false   1 / 0.0 == 1
    error   9223372036854775807 + 1 > 0
    error   -9223372036854775808 - 1 < 0
    error   9223372036854775807 * 2 > 0
    true    9223372036854775807 > 9223372036854775806
    true    -9223372036854775808 < 0
    error   -(-9223372036854775808) > 0
    error   -9223372036854775808 / -1 > 0
    compile 9223372036854775808 > 0
    compile 99999999999999999999 > 0
    true    'a' + 'b' == 'ab'
    error   'a' + 1 == 'a1'
    error   1 + 'a' == '1a'
    error   'a' - 'b' == ''
    error   [1] + [2] == [1, 2]
    error   /a/b + /c/d == /a/b/c/d
    error   null + 1 == 1
    error   true + true == 2
    true    timestamp.value(60000) - timestamp.value(0) == duration.value(1, 'm')
    true    timestamp.value(0) + duration.value(1, 's') == timestamp.value(1000)
    true    timestamp.value(0) - duration.value(1, 's') == timestamp.value(-1000)
    true    duration.value(1, 's') + duration.value(1, 's') == duration.value(2, 's')
    true    duration.value(1, 's') - duration.value(2, 's') == duration.value(-1, 's')
    error   timestamp.value(0) + timestamp.value(0) == timestamp.value(0)
    error   timestamp.value(0) + 1 == timestamp.value(1)
    error   duration.value(1, 's') * 2 == duration.value(2, 's')
    true    -(3) == -3
    true    - 3 == -3
    true    -2.5 < 0
    error   -'a' == 'a'
    error   -null == null`,

  'precedence and associativity': `
    true    1 + 1 == 2 && 2 * 2 == 4
    true    true || false && false
    true    !false && true
    false   !(true || false)
    true    1 < 2 == true
    true    1 in [1] == true
    true    !('a' in ['b'])
    error   !'a' in ['b']
    true    1 is int == true
    true    true ? true : false
    false   false ? true : false
    true    false ? false : true ? true : false
    true    (1 == 1 ? 'a' : 'b') == 'a'
    true    -1 + 2 == 1
    true    2 - -1 == 3
    true    1+1==2
    compile 1 == 1 // a comment that swallows the semicolon
    true    /* in between */ 2 > 1
    compile 1 +
    compile 1 1
    compile (1 == 1
    compile 1 === 1
    compile a = b
    compile true and false
    compile true &&
    compile ? true : false
    compile true ? false
    compile 1 & 1
    compile [1, 2
    compile {'a': 1
    compile {a: 1} == {}
    compile if true`,

  membership: `
    true    1 in [1, 2]
    false   3 in [1, 2]
    false   1.0 in [1, 2]
    true    'a' in ['a']
    true    null in [null]
    true    [1] in [[1], [2]]
    false   1 in []
    true    'a' in {'a': null}
    false   'b' in {'a': null}
    false   'toString' in {'a': 1}
    false   'constructor' in resource.data
    true    'toString' in resource.data.map
    error   1 in {'a': 1}
    true    1 in [1, 2].toSet()
    true    'a' in {'a': 1}.keys()
    error   'a' in 'abc'
    error   'a' in /a/b
    error   1 in 1
    error   'a' in null`,

  'type tests': `
    true    true is bool
    true    1 is int
    false   1.0 is int
    true    1.0 is float
    false   1 is float
    true    1 is number
    true    1.5 is number
    true    'a' is string
    true    [] is list
    true    {} is map
    true    /a/b is path
    true    timestamp.value(0) is timestamp
    true    duration.value(1, 's') is duration
    true    latlng.value(1, 1) is latlng
    true    'a'.toUtf8() is bytes
    false   [1].toSet() is set
    false   [1].toSet() is list
    false   null is string
    false   null is map
    false   null is bool
    compile null is null
    compile 1 is integer
    compile 1 is double
    compile 1 is String
    true    resource is map
    true    request.auth is map
    error   resource.data.missing is string
    true    !(1 is string)`,

  'errors and logic': `
    true    true || 1 / 0 == 1
    true    1 / 0 == 1 || true
    error   1 / 0 == 1 || false
    error   false || 1 / 0 == 1
    false   false && 1 / 0 == 1
    false   1 / 0 == 1 && false
    error   1 / 0 == 1 && true
    error   true && 1 / 0 == 1
    error   !(1 / 0 == 1)
    false   false && null
    false   null && false
    true    true || null
    true    null || true
    error   null && null
    error   null || null
    error   null && true
    error   false || 1
    error   1 && true
    error   'true' || false
    error   !1
    error   !null
    error   1 ? true : false
    error   null ? true : true
    true    true ? true : 1 / 0 == 1
    true    false ? 1 / 0 == 1 : true
    error   true ? 1 / 0 == 1 : true
    error   (1 / 0 == 1) ? true : true
    true    (1 / 0 == 1 && false) || true
    error   'a string is no condition'
    error   1
    error   null
    error   unknownVariable == 1
    true    unknownVariable == 1 || true
    error   unknownFunction(1)
    true    unknownFunction(1) || true
    error   math.isInfinite(1.0)
    error   bool('true')
    error   bytes('a') == 'a'.toUtf8()
    error   debug(true)
    error   {'a': 1}.hasAll(['a'])
    error   'a'.unknownMethod() == 1
    error   null.size() == 0
    error   math == 1
    error   math.pi == 3`,
};

for (const [topic, table] of Object.entries(TABLES)) {
  describe(topic, () => {
    it.each(rows(table))('$verdict: $expression', ({ verdict, expression }) => {
      expect(verdictOf(expression)).toBe(verdict);
    });
  });
}

const TRUTH = { true: 'true', false: 'false', error: '(1 / 0 == 0)', 'no boolean': "'text'" } as const;
type Operand = keyof typeof TRUTH;

/** The outcome by the definition: one deciding operand decides, then errors, then the ordinary table. */
const expected = (operator: '&&' | '||', left: Operand, right: Operand): string => {
  const deciding = operator === '&&' ? 'false' : 'true';
  if (left === deciding || right === deciding) return deciding;
  return left === right && (left === 'true' || left === 'false') ? left : 'error';
};

describe('every combination of operands of && and ||', () => {
  const operands = Object.keys(TRUTH) as Operand[];
  const combinations = (['&&', '||'] as const).flatMap(operator =>
    operands.flatMap(left => operands.map(right => ({ operator, left, right }))),
  );
  it.each(combinations)('$left $operator $right', ({ operator, left, right }) => {
    const result = expected(operator, left, right);
    expect(verdictOf(`${TRUTH[left]} ${operator} ${TRUTH[right]}`)).toBe(result);
  });
});
