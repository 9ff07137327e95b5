import { describe, expect, it } from 'vitest';
import { numberCell, textCell, writeCsv } from './csv.ts';

const cell = (value: string) => writeCsv(['h'], [[textCell(value)]]).split('\r\n')[1];

describe('writeCsv', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['  =1', "'  =1"],
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['AAPL', 'AAPL'],
    ['a, b', '"a, b"'],
    ['say "no"', '"say ""no"""'],
    ['', ''],
  ])('writes the text %j as %j', (value, written) => {
    expect(cell(value)).toBe(written);
  });

  it('quotes and disarms a text that begins with a line break', () => {
    expect(writeCsv(['h'], [[textCell('\r=1')]])).toBe('h\r\n"\'\r=1"\r\n');
  });

  it('keeps a negative number a number', () => {
    expect(writeCsv(['pnl'], [[numberCell('-12.50')]])).toBe('pnl\r\n-12.50\r\n');
  });

  it('does not trust a number cell that holds no number', () => {
    expect(writeCsv(['pnl'], [[numberCell('-1+cmd')]])).toBe("pnl\r\n'-1+cmd\r\n");
  });
});
