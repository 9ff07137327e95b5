import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { type Chart, svgOf } from './svg.ts';

const FOLDER = new URL('../../../docs/performance/', import.meta.url);

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a benchmark found out. */
export interface Findings {
  /** What was measured and how, a paragraph each. */
  readonly about: readonly string[];
  readonly tables: readonly Table[];
  readonly charts: readonly Chart[];
  /** Whether what was aimed at was reached, a sentence for each aim. */
  readonly verdicts: readonly string[];
}

/** Writes the page of a benchmark and its plots. @returns the page's text */
export async function writePage(name: string, title: string, findings: Findings): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  for (const chart of findings.charts) {
    await writeFile(new URL(`${chart.name}.svg`, FOLDER), svgOf(chart));
  }
  const page = [
    `# ${title}`,
    `Written by \`npm run bench:pulse -- --only ${name}\`.`,
    ...findings.about,
    ...findings.tables.map(markdownOf),
    ...findings.charts.map(chart => `![${chart.title}](${chart.name}.svg)`),
    findings.verdicts.map(verdict => `- ${verdict}`).join('\n'),
    machine(),
  ].join('\n\n');
  await writeFile(new URL(`${name}.md`, FOLDER), `${page}\n`);
  return page;
}

function markdownOf({ head, rows }: Table): string {
  const widths = head.map((cell, column) =>
    Math.max(3, cell.length, ...rows.map(row => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function machine(): string {
  const [cpu] = cpus();
  const load = loadavg()[0]?.toFixed(1);
  const gib = (totalmem() / 2 ** 30).toFixed(0);
  return `Measured with Node ${process.version} on ${cpus().length} cores (${cpu?.model.trim()}) and ${gib} GiB; load ${load} at the end.`;
}
