import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CALL_COSTS, costOfCall, PRICES } from '../../../test-support/call-costs.ts';
import { PART_DOCUMENTS } from '../../accounts/export-account.ts';
import { PAGES } from '../../data/trade-sums.ts';
import { PAGES_PER_DAY } from '../../shadow-trades/summarize-shadow-trades.ts';
import { signalParams } from '../../signal-models/params.ts';
import { MAX_OUTPUT_TOKENS } from '../../signal-models/signal-model.ts';
import { params } from '../params.ts';
import { CALL_LIMITS, type CallableName } from './call-limits.ts';

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

const callCosts = Object.entries(CALL_COSTS).map(([name, cost]) => {
  const { perDay } = CALL_LIMITS[name as CallableName];
  return { name, perDay, aDay: perDay * costOfCall(cost) };
});
// Beside its trades, a page reads the day's count, the tallies and the tenant, and writes the count and the tallies.
const furtherPages = PAGES_PER_DAY * ((PAGES.further + 4) * PRICES.read + 3 * PRICES.write);
const questions =
  defaultOf(signalParams.dailySignals) * (TOKENS_IN * PRICES.tokenIn + MAX_OUTPUT_TOKENS * PRICES.tokenOut);

describe('what one account can cost a day', () => {
  it('by rules and callables, is no more than a dollar', () => {
    const calls = callCosts.reduce((sum, { aDay }) => sum + aDay, 0);
    const total = calls + furtherPages + questions + rulesCost();
    expect(total).toBeGreaterThan(0.5);
    expect(total).toBeLessThanOrEqual(1);
  });

  it('is computed over every callable that is not for operators', () => {
    const index = read('functions/src/index.ts');
    const forOperators = [...index.matchAll(/name: '(\w+)',(?:(?!name: ')[\s\S])*?requires: 'operator'/g)];
    const operators = new Set(forOperators.map(([, name]) => name));
    expect(operators.size).toBeGreaterThan(3);
    const others = Object.keys(CALL_LIMITS).filter(name => !operators.has(name));
    expect(Object.keys(CALL_COSTS).toSorted()).toEqual(others.toSorted());
  });

  it('leaves calls for every result that has a quota of its own', () => {
    expect(CALL_LIMITS.generate_trading_signal.perDay).toBeGreaterThan(defaultOf(signalParams.dailySignals));
    expect(CALL_LIMITS.sync_account.perDay).toBeGreaterThan(defaultOf(params.dailySyncs));
    expect(CALL_LIMITS.connect_broker.perDay).toBeGreaterThan(defaultOf(params.dailyConnects));
    expect(CALL_COSTS.export_account.reads).toBeGreaterThanOrEqual(2 * PART_DOCUMENTS);
  });

  it.each(callCosts)('is in docs/costs.md as it is computed: $name', ({ name, perDay, aDay }) => {
    const { perMinute } = CALL_LIMITS[name as CallableName];
    const cells = [`\`${name}\``, perMinute, perDay, '$'.concat(aDay.toFixed(3))];
    expect(read('docs/costs.md')).toContain(`| ${cells.join(' | ')} |`);
  });
});
