import { readFileSync } from 'node:fs';
import type { CallableContract } from '@agenttrader/domain/callables/contract';
import { CONTRACTS } from '@agenttrader/domain/callables/list';
import { describe, expect, it } from 'vitest';
import { costOfCall, PRICES } from '../../../test-support/call-costs.ts';
import { PART_DOCUMENTS } from '../../accounts/export-account.ts';
import { PAGES } from '../../data/shadow-trades/trade-sums.ts';
import { tradeParams } from '../../shadow-trades/params.ts';
import { PAGES_PER_DAY } from '../../shadow-trades/summarize-shadow-trades.ts';
import { signalParams } from '../../signal-models/params.ts';
import { MAX_OUTPUT_TOKENS } from '../../signal-models/signal-model.ts';

const SECONDS_A_DAY = 86_400;
/** What a question is made of: bars, news, the account, the trader's note. */
const TOKENS_IN = 5_000;

const read = (file: string): string => readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8');
const defaultOf = (param: { options?: { default?: unknown } }): number => Number(param.options?.default);

/** The documents that a browser may rewrite, and how many writes each takes in one turn of the spacing. */
function rulesCost(): number {
  const spacing = Number(/last \+ duration\.value\((\d+), 's'\)/.exec(read('firestore.rules'))?.[1]);
  const turns = SECONDS_A_DAY / spacing;
  // config/preferences, config/bot, the name: one write a turn. The kill switch: on, and off again. A change of a
  // configuration asks for no other document.
  return turns * (1 + 1 + 1 + 2) * PRICES.write;
}

const contracts: readonly (readonly [string, CallableContract])[] = Object.entries(CONTRACTS);
const callCosts = contracts.map(([name, contract]) => {
  const { perMinute, perDay } = contract.limit;
  const aCall = costOfCall(contract);
  return { name, requires: contract.requires, perMinute, perDay, aCall, aDay: perDay * aCall };
});
const traders = callCosts.filter(({ requires }) => requires !== 'operator');
const operators = callCosts.filter(({ requires }) => requires === 'operator');
const total = () => traders.reduce((sum, { aDay }) => sum + aDay, 0) + furtherPages + questions + rulesCost();
const dollars = (amount: number, places: number): string => '$'.concat(amount.toFixed(places));
// Beside its trades, a page reads the day's count, the tallies and the tenant, and writes the count and the tallies.
const furtherPages = PAGES_PER_DAY * ((PAGES.further + 4) * PRICES.read + 3 * PRICES.write);
const questions =
  defaultOf(signalParams.dailySignals) * (TOKENS_IN * PRICES.tokenIn + MAX_OUTPUT_TOKENS * PRICES.tokenOut);

describe('what one account can cost a day', () => {
  it('by rules and callables, is no more than a dollar', () => {
    expect(total()).toBeGreaterThan(0.5);
    expect(total()).toBeLessThanOrEqual(1);
    expect(read('docs/costs.md')).toContain(`**no more than $1 a day** (${dollars(total(), 2)})`);
  });

  it('leaves calls for every result that has a quota of its own', () => {
    expect(CONTRACTS.generate_trading_signal.limit.perDay).toBeGreaterThan(
      defaultOf(signalParams.dailySignals),
    );
    expect(CONTRACTS.open_shadow_trade.limit.perDay).toBeGreaterThan(defaultOf(tradeParams.dailyTrades));
    expect(CONTRACTS.export_account.cost.reads).toBeGreaterThanOrEqual(2 * PART_DOCUMENTS);
  });

  it.each(traders)('is in docs/api.md as it is computed: $name', ({ name, perMinute, perDay, aDay }) => {
    const cells = [`\`${name}\``, perMinute, perDay, dollars(aDay, 3)];
    expect(read('docs/api.md')).toContain(`| ${cells.join(' | ')} |`);
  });

  it.each(operators)('and an operator’s call: $name', ({ name, perMinute, perDay, aCall }) => {
    const limits = [perMinute, perDay].map(limit => limit.toLocaleString('en-US'));
    const cells = [`\`${name}\``, ...limits, dollars(1_000 * aCall, 2)];
    expect(read('docs/api.md')).toContain(`| ${cells.join(' | ')} |`);
  });

  it.each([
    ['questions to the model', questions],
    ['sums over a period', furtherPages],
    ['documents that a browser rewrites', rulesCost()],
  ])('and %s', (what, aDay) => {
    const row = read('docs/costs.md')
      .split('\n')
      .find(line => line.startsWith(`| ${what}`));
    expect(row).toContain(`| ${dollars(aDay, 3)} |`);
  });
});
