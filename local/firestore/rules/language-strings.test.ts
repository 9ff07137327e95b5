import { describe, expect, it } from 'vitest';
import { rows, verdictOf } from '../../test-support/rules/verdicts.ts';

const TABLES = {
  methods: String.raw`
    true    'abc'.size() == 3
    true    ''.size() == 0
    true    'é'.size() == 1
    true    'AbC'.lower() == 'abc'
    true    'AbC'.upper() == 'ABC'
    true    '  a b '.trim() == 'a b'
    true    '\t\na\r '.trim() == 'a'
    true    'é'.toUtf8().size() == 2
    error   'abc'.length() == 3
    error   'abc'.size(1) == 3
    error   'abc'.join(',') == 'a,b,c'
    error   'abc'.concat('d') == 'abcd'
    error   'abc'.contains('a')
    error   'abc'.size == 3
    error   'abc'.lower == 'abc'
    error   1.size() == 1`,

  'index and slice': `
    true    'abc'[0] == 'a'
    true    'abc'[2] == 'c'
    error   'abc'[3] == ''
    error   'abc'[-1] == 'c'
    error   'abc'['a'] == 'a'
    error   'abc'[1.0] == 'b'
    true    'abc'[0:2] == 'ab'
    true    'abc'[1:3] == 'bc'
    true    'abc'[0:3] == 'abc'
    true    'abc'[1:1] == ''
    true    'abc'[2:2] == ''
    error   'abc'[0:0] == ''
    error   'abc'[3:3] == ''
    error   ''[0:0] == ''
    error   'abc'[0:4] == 'abc'
    error   'abc'[2:1] == ''
    error   'abc'[-1:2] == 'ab'
    error   'abc'[0:-1] == 'ab'
    error   'abc'['a':2] == 'ab'
    compile 'abc'[:2] == 'ab'
    compile 'abc'[1:] == 'bc'`,

  matches: String.raw`
    true    'hello'.matches('hello')
    false   'hello world'.matches('hello')
    false   'hello world'.matches('world')
    true    'hello world'.matches('.*world')
    true    'abc123'.matches('[a-z]+[0-9]+')
    false   'abc123!'.matches('[a-z]+[0-9]+')
    true    'a@b.co'.matches('[^@]+@[^@]+\\.co')
    false   'a@bxco'.matches('[^@]+@[^@]+\\.co')
    true    'ABC'.matches('(?i)abc')
    false   'ABC'.matches('abc')
    false   'a\nb'.matches('a.b')
    true    'a\nb'.matches('(?s)a.b')
    true    'abc'.matches('[[:alpha:]]+')
    true    'ÄÖ'.matches('\\p{L}+')
    true    '123'.matches('\\d{3}')
    true    ''.matches('')
    true    ''.matches('a*')
    false   'a'.matches('')
    true    'ab'.matches('^ab$')
    true    'ab'.matches('\\Aab\\z')
    true    'a.b'.matches('\\Qa.b\\E')
    true    'aXXb'.matches('a(?:X){2}b')
    true    'year 2024'.matches('year (?P<y>[0-9]{4})')
    true    'a|b'.matches('a[|]b')
    true    'a\tb'.matches('a\\011b')
    compile 'a'.matches('(?=a)a')
    compile 'a'.matches('(?<=a)a')
    compile 'a'.matches('(?!b)a')
    compile 'aa'.matches('(a)\\1')
    compile 'a'.matches('[')
    compile 'a'.matches('(a')
    compile 'a'.matches('a**')
    compile 'a'.matches('a{1001}')
    compile 'a'.matches('((a{100}){100}){100}')
    compile 'a'.matches('\.')
    error   'a'.matches('[' + '')
    true    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('(a+)+!')
    false   'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'.matches('(a+)+!')
    error   'a'.matches(1)
    error   'a'.matches()
    error   5.matches('5')
    error   null.matches('a')`,

  'split and replace': String.raw`
    true    'a,b,c'.split(',') == ['a', 'b', 'c']
    true    'a1b22c'.split('[0-9]+') == ['a', 'b', 'c']
    true    'abc'.split(',') == ['abc']
    true    'a,b,'.split(',') == ['a', 'b']
    true    ',a'.split(',') == ['', 'a']
    true    ''.split(',') == ['']
    false   'abc'.split('') == ['a', 'b', 'c']
    compile 'abc'.split('(') == []
    true    'banana'.replace('a', 'o') == 'bonono'
    true    'banana'.replace('an', '') == 'ba'
    true    'john smith'.replace('(\\w+) (\\w+)', '$2 $1') == 'smith john'
    true    'ab'.replace('(a)', '<$0>') == '<a>b'
    false   'ab'.replace('(a)(b)', '\\2\\1') == 'ba'
    true    'a.b'.replace('\\.', '-') == 'a-b'
    error   'ab'.replace('(a)', '$9') == ''
    error   'ab'.replace('a') == 'b'
    compile 'ab'.replace('(?=a)', '') == 'ab'`,

  'literals and escapes': String.raw`
    true    'it\'s' == "it's"
    true    "say \"hi\"" == 'say "hi"'
    true    'a\\b'.size() == 3
    true    'a\nb'.size() == 3
    true    '\t'.size() == 1
    true    '\u0041' == 'A'
    true    '\x41' == 'A'
    true    '\101' == 'A'
    true    '\U0001F600' == '😀'
    compile '\.' == '.'
    compile '\d' == 'd'
    compile '\u00' == ''
    compile 'unterminated == ''
    compile "a' == 'a'
    true    '' == ""
    true    '// no comment' == "// no comment"`,

  'bytes and hashing': `
    true    'hi'.toUtf8().toBase64() == 'aGk='
    true    '~~~'.toUtf8().toBase64() == 'fn5-'
    true    '???'.toUtf8().toBase64() == 'Pz8_'
    true    ''.toUtf8().toBase64() == ''
    true    'hi'.toUtf8().toHexString() == '6869'
    true    'ÿ'.toUtf8().toHexString() == 'C3BF'
    true    resource.data.bytes.size() == 3
    true    resource.data.bytes.toHexString() == '0102FF'
    error   'hi'.toBase64() == 'aGk='
    true    hashing.md5('').toHexString() == 'D41D8CD98F00B204E9800998ECF8427E'
    true    hashing.md5('abc').toHexString() == '900150983CD24FB0D6963F7D28E17F72'
    true    hashing.sha256('abc').toHexString()[0:8] == 'BA7816BF'
    true    hashing.sha256('').size() == 32
    true    hashing.crc32('123456789').toHexString() == '2639F4CB'
    true    hashing.crc32c('123456789').toHexString() == '839206E3'
    true    hashing.crc32('').toHexString() == '00000000'
    true    hashing.md5('abc'.toUtf8()) == hashing.md5('abc')
    true    hashing.crc32(resource.data.bytes) is bytes
    error   hashing.md5(1).size() == 16
    error   hashing.sha1('abc').size() == 20`,
};

for (const [topic, table] of Object.entries(TABLES)) {
  describe(topic, () => {
    it.each(rows(table))('$verdict: $expression', ({ verdict, expression }) => {
      expect(verdictOf(expression)).toBe(verdict);
    });
  });
}
