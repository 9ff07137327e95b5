import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { INSTRUMENTS } from './prices/instruments.ts';

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');

it('the README states every synthetic instrument’s beta, noise, start price, tick and spread', () => {
  for (const { symbol, source, priceDecimals, spreadBps } of INSTRUMENTS) {
    if (source.kind !== 'synthetic') continue;
    const noise = `${(source.noise * 100).toFixed(1)}%`;
    const start = source.anchor.toLocaleString('en-US');
    const tick = (10 ** -priceDecimals).toFixed(priceDecimals);
    expect(readme).toContain(`| ${symbol} | ${source.beta} | ${noise} | ${start} | ${tick} | ${spreadBps} |`);
  }
});
