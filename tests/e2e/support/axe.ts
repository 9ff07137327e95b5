import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** The rules whose answer depends on the theme. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

interface AxeOptions {
  /** The selector of what alone is looked at. */
  readonly within?: string;
  /** Whether only colours are looked at: where everything else was in another theme. */
  readonly colours?: boolean;
}

/** What axe finds on the page as it is, of whatever weight, a line each. */
export async function axeFindings(
  page: Page,
  { within, colours = false }: AxeOptions = {},
): Promise<string[]> {
  // Evaluated over the debugger, which the page's content security policy does not concern.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(await source);
  const rules = colours ? { runOnly: OF_COLOUR } : { rules: { 'target-size': { enabled: true } } };
  const options = { ...rules, resultTypes: ['violations'], iframes: false, preload: false };
  const findings = (await page.evaluate(
    `axe.run(${JSON.stringify(within ?? 'html')}, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  )) as Finding[];
  return findings.flatMap(({ id, impact, nodes }) =>
    nodes.map(node => `${id} (${impact}): ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}
