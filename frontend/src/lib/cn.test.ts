import { expect, it } from 'vitest';
import { cn } from './cn.ts';

it.each([
  ['h-9 px-2.5', 'h-auto', 'px-2.5 h-auto'],
  ['h-9 w-9', 'size-8', 'size-8'],
  ['px-2 py-1', 'p-3', 'p-3'],
  ['rounded-lg', 'rounded-b-none', 'rounded-lg rounded-b-none'],
  ['rounded-lg', 'rounded-full', 'rounded-full'],
  ['text-sm text-muted', 'text-loss', 'text-sm text-loss'],
  ['text-sm text-muted text-left', 'text-xs text-right', 'text-muted text-xs text-right'],
  ['border border-line', 'border-t border-loss', 'border border-t border-loss'],
  ['hover:bg-hover bg-surface', 'bg-sunken', 'hover:bg-hover bg-sunken'],
  ['hidden', 'md:flex', 'hidden md:flex'],
])('%j with %j is %j', (base, override, merged) => {
  expect(cn(base, override)).toBe(merged);
});
