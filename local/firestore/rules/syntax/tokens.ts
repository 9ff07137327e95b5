import type { Span } from './position.ts';

/** One token of a rules text; path literals are read apart, because `/` and `{` mean other things there. */
export type Token =
  | { readonly kind: 'name'; readonly text: string; readonly span: Span }
  | { readonly kind: 'int'; readonly magnitude: bigint; readonly text: string; readonly span: Span }
  | { readonly kind: 'float'; readonly value: number; readonly text: string; readonly span: Span }
  | { readonly kind: 'string'; readonly value: string; readonly text: string; readonly span: Span }
  | { readonly kind: 'symbol'; readonly text: string; readonly span: Span }
  | { readonly kind: 'end'; readonly text: ''; readonly span: Span };

/** Longest first, so that `<=` is never read as `<` and `=`. */
export const SYMBOLS: readonly string[] = ['==', '!=', '<=', '>=', '&&', '||', ...'{}()[];:,.=<>!+-*/%?$'];

export const isNameStart = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

export const isNamePart = (code: number): boolean => isNameStart(code) || isDigit(code);
