import { posix } from 'node:path';

/** A page of documentation, as far as it can be held against the repository. */
export interface MarkdownPage {
  /** Targets of links to this repository, relative to its root; an anchor without its "#". */
  readonly links: readonly { readonly path: string; readonly anchor: string | undefined }[];
  /** What stands in backticks in running text. */
  readonly codeSpans: readonly string[];
  /** The lines of indented or fenced blocks. */
  readonly codeLines: readonly string[];
  /** What links to this page may name behind "#". */
  readonly anchors: readonly string[];
}

const FENCE = /^ {0,3}```/;

/** @param path of the page, relative to the root of the repository */
export function parseMarkdown(path: string, text: string): MarkdownPage {
  const codeLines: string[] = [];
  const proseLines: string[] = [];
  let fenced = false;
  for (const line of text.split('\n')) {
    if (FENCE.test(line)) fenced = !fenced;
    else (fenced ? codeLines : proseLines).push(line);
  }
  const prose = proseLines.join('\n');
  return {
    links: linksOf(path, prose.replaceAll(/`[^`]*`/g, '')),
    codeSpans: [...prose.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span),
    codeLines,
    anchors: proseLines.flatMap(line => {
      const heading = /^#{1,6} (.+)$/.exec(line)?.[1];
      return heading === undefined ? [] : [anchorOf(heading)];
    }),
  };
}

function linksOf(path: string, prose: string): MarkdownPage['links'] {
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter(target => !/^[a-z]+:/.test(target))
    .map(target => {
      const [file = '', anchor] = target.split('#');
      return { path: file === '' ? path : posix.join(posix.dirname(path), file), anchor };
    });
}

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
