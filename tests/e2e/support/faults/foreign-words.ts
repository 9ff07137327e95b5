/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Shown } from './shown.ts';

/** Words that a person reads only where a library, a schema or a program speaks instead of the page. */
export const FOREIGN_WORDS: readonly RegExp[] = [
  // What a value becomes that is none.
  /\bundefined\b/,
  /\bnull\b/,
  /\bNaN\b/,
  /-?\bInfinity\b/,
  /\[object \w+\]/,
  /\bInvalid Date\b/,
  // Codes of gRPC, of callables, of Auth, and of our own documents.
  /\b[A-Z]{2,}_[A-Z_]+\b/,
  /\b(INTERNAL|UNAVAILABLE|UNAUTHENTICATED|UNIMPLEMENTED|ABORTED|CANCELLED)\b/,
  /\binternal\b/i,
  /\b(permission-denied|failed-precondition|invalid-argument|deadline-exceeded|resource-exhausted|not-found|already-exists|data-loss|out-of-range|unauthenticated)\b/i,
  /\b(auth|functions|firestore|app|app-check|installations)\/[a-z]/,
  /\b[a-z]+_[a-z][a-z_]*\b/,
  /\[\d{1,3}\]/,
  // Names of libraries and of their errors.
  /\b(Firebase|Firestore|reCAPTCHA|WebChannel|gRPC|Zod|React|webpack|Vite)\b/i,
  /\b[A-Z][A-Za-z]*(Error|Exception)\b/,
  // Browsers about requests and chunks.
  /\bFailed to (fetch|load)\b/i,
  /\b(NetworkError|Load failed|Network request failed)\b/i,
  /\bLoading (CSS )?chunk\b/i,
  /\b(dynamically imported|importing a) module\b/i,
  /\bstatus code\b|\bHTTP \d{3}\b|\b(Bad Gateway|Service Unavailable|Internal Server Error)\b/i,
  // Engines about programs.
  /\bis not (a function|defined|iterable)\b|\bCannot read propert|\bUnexpected (token|end of)\b/i,
  // Schemas about values.
  /\bInvalid (input|option|value|enum|string|literal|email|format|type)\b/i,
  /\b[Ee]xpected \w+, received\b/,
  /\bToo (small|big): /i,
  /\bUnrecognized keys?\b|\bmust match pattern\b/i,
  /^Required$/,
];

/**
 * Runs in the page. A line for each text, seen or only read aloud, that holds such a word. What is marked as code is
 * there to be typed, and is quoted on purpose.
 */
export function foreignWords({ roots, describe }: Shown, foreign: readonly RegExp[]): string[] {
  const faults: string[] = [];
  const look = (text: string | null, element: Element) => {
    const said = text?.trim() ?? '';
    const word = said && foreign.map(pattern => pattern.exec(said)?.[0]).find(found => found !== undefined);
    if (word) faults.push(`"${word}" is said by ${describe(element)}: "${said.slice(0, 120)}"`);
  };
  const SPOKEN = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'];
  for (const root of roots) {
    for (const element of [root, ...root.querySelectorAll('*')]) {
      if (/^(SCRIPT|STYLE|NOSCRIPT)$/.test(element.tagName) || element.closest('code')) continue;
      for (const name of SPOKEN) look(element.getAttribute(name), element);
      if (element instanceof HTMLInputElement && element.type !== 'hidden') look(element.value, element);
      for (const child of element.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) look(child.nodeValue, element);
      }
    }
  }
  look(document.title, document.documentElement);
  return faults;
}
