import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Serious and critical findings of axe on the page as it is, a line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Evaluated over the debugger, which the page's content security policy does not concern.
  await page.evaluate(await source);
  const findings = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(results => results.violations)`,
  )) as Finding[];
  return findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
    );
}
