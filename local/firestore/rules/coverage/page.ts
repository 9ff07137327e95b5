import type { Ruleset } from '../ruleset.ts';
import type { Expression } from '../syntax/ast.ts';
import { childrenOf } from '../syntax/builder.ts';
import type { OutcomeCounts } from './counts.ts';
import { rootExpressions } from './roots.ts';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, char => ENTITIES.get(char) ?? char);

const STYLE = `
:root{color-scheme:light dark;--text:light-dark(#1f2328,#e6edf3);--muted:light-dark(#59636e,#9198a1);
--page:light-dark(#fff,#0d1117);--panel:light-dark(#f6f8fa,#151b23);--line:light-dark(#d1d9e0,#3d444d);
--yes:light-dark(#c8f0d0,#12411f);--no:light-dark(#ffe0b8,#5a3a08);--both:light-dark(#d6e6ff,#173760);
--error:light-dark(#ffd3d3,#5f1a1d);--never:light-dark(#e7e9ec,#2a3038)}
body{margin:2rem auto;max-width:76rem;padding:0 1rem;background:var(--page);color:var(--text);
font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.4rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}p{color:var(--muted);margin:.25rem 0 1rem}
.key{display:flex;flex-wrap:wrap;gap:.5rem;margin:0 0 1rem;padding:0;list-style:none}.key span{padding:.1rem .5rem}
pre,table{font:13px/1.7 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:1rem;overflow:auto;counter-reset:line}
.line{display:block;min-height:1.7em}
.line::before{counter-increment:line;content:counter(line);display:inline-block;width:3em;margin-right:1em;
text-align:right;color:var(--muted);user-select:none}
.yes{background:var(--yes)}.no{background:var(--no)}.both{background:var(--both)}.error{background:var(--error)}
.never{background:var(--never)}.other{text-decoration:underline dotted var(--muted)}
pre span[title],.key span{border-radius:3px}pre span[title]:hover{outline:1px solid currentcolor}
table{border-collapse:collapse;width:100%}th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:right}
th:nth-child(-n+2),td:nth-child(-n+2){text-align:left}td:nth-child(2){overflow-wrap:anywhere}th{color:var(--muted)}
.scroll{overflow-x:auto}`;

/** The colour of an expression: an error anywhere outweighs the rest. */
const classOf = (counts: OutcomeCounts): string => {
  if (counts.error > 0) return 'error';
  if (counts.true > 0 && counts.false > 0) return 'both';
  if (counts.true > 0) return 'yes';
  if (counts.false > 0) return 'no';
  return counts.other > 0 ? 'other' : 'never';
};

const describe = (counts: OutcomeCounts): string => {
  const parts = [
    [counts.true, 'true'],
    [counts.false, 'false'],
    [counts.error, 'error'],
    [counts.other, 'other value'],
  ] as const;
  const seen = parts.filter(([count]) => count > 0).map(([count, name]) => `${name}: ${count}`);
  return seen.length === 0 ? 'never evaluated' : seen.join(', ');
};

/** The source as HTML, each expression a span with its counts, every line an element of its own. */
class SourceView {
  private readonly ruleset: Ruleset;
  private readonly open: string[] = [];
  private html = '<span class="line">';
  private offset = 0;

  constructor(ruleset: Ruleset) {
    this.ruleset = ruleset;
  }

  render(): string {
    for (const root of rootExpressions(this.ruleset.file)) this.expression(root);
    this.copyUntil(this.ruleset.source.length);
    return `${this.html}</span>`;
  }

  private expression(expression: Expression): void {
    const counts = this.ruleset.coverage.of(expression.id);
    const tag = `<span class="${classOf(counts)}" title="${escapeHtml(describe(counts))}">`;
    this.copyUntil(expression.span.start);
    this.open.push(tag);
    this.html += tag;
    for (const child of childrenOf(expression)) this.expression(child);
    this.copyUntil(expression.span.end);
    this.open.pop();
    this.html += '</span>';
  }

  /** A line break closes what is open and opens it again, so that lines do not overlap expressions. */
  private copyUntil(end: number): void {
    const lines = this.ruleset.source.slice(this.offset, end).split('\n');
    this.offset = Math.max(this.offset, end);
    const newLine = `${'</span>'.repeat(this.open.length)}</span><span class="line">${this.open.join('')}`;
    this.html += lines.map(escapeHtml).join(newLine);
  }
}

const tableRow = (ruleset: Ruleset, expression: Expression): string => {
  const counts = ruleset.coverage.of(expression.id);
  const { start, end, line, column } = expression.span;
  const text = ruleset.source.slice(start, end).replaceAll(/\s+/g, ' ');
  const cells = [counts.true, counts.false, counts.error, counts.other]
    .map(count => `<td>${count}</td>`)
    .join('');
  return `<tr class="${classOf(counts)}"><td>${line}:${column}</td><td>${escapeHtml(text)}</td>${cells}</tr>`;
};

/**
 * The coverage of a ruleset as one page without outside resources: the source with every expression coloured by
 * what it evaluated to (counts in its tooltip), and a table of the conditions.
 */
export const coveragePage = (ruleset: Ruleset): string => {
  const roots = rootExpressions(ruleset.file);
  const evaluated = roots.filter(root => classOf(ruleset.coverage.of(root.id)) !== 'never').length;
  const legend = [
    'yes always true',
    'no always false',
    'both true and false',
    'error failed at least once',
    'never never evaluated',
  ]
    .map(entry => entry.split(/ (.*)/))
    .map(([name = '', text = '']) => `<li><span class="${name}">${text}</span></li>`)
    .join('');
  const rows = roots.map(root => tableRow(ruleset, root)).join('\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Rule coverage</title><style>${STYLE}</style></head><body>
<h1>Rule coverage</h1>
<p>${evaluated} of ${roots.length} expressions were evaluated. Point at an expression to see its counts.</p>
<ul class="key">${legend}</ul>
<pre>${new SourceView(ruleset).render()}</pre>
<h2>Conditions, variables and results</h2>
<div class="scroll"><table><thead><tr><th>Position</th><th>Expression</th><th>True</th><th>False</th><th>Error</th>
<th>Other</th></tr></thead><tbody>
${rows}
</tbody></table></div>
</body></html>
`;
};
