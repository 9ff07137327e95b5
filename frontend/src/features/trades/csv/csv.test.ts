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
    ['=\u0338A1', "'=\u0338A1"],
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['AAPL', 'AAPL'],
    ['a, b', '"a, b"'],
    ['say "no"', '"say ""no"""'],
    ['', ''],
  ])('writes the text %j as %j', (value, written) => {
    expect(cell(value)).toBe(written);
  });

  it.each([...'=+-@＝＋－＠﹦﹢﹣﹫−'])('disarms %s, plain or after what a spreadsheet passes over', sign => {
    for (const unseen of [
      '',
      ' ',
      '\t',
      '\r',
      '\n',
      '\u00a0',
      '\u3000',
      '\ufeff',
      '\u200b',
      '\u200e',
      '\u0000',
    ]) {
      const text = `${unseen}${sign}1+1`;
      expect(cell(text)?.replace(/^"/, '')).toMatch(/^'/);
    }
  });

  it.each(['\t', '\r', '\n'])('disarms a text that begins with %j', blank => {
    expect(writeCsv(['h'], [[textCell(`${blank}x`)]])).toContain(`'${blank}x`);
  });

  it.each(['A=B', 'é', '1+1', 'BRK-B', 'ＡＢＣ', '\u00a0x'])('leaves %j as it is', text => {
    expect(cell(text)).toBe(text);
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
