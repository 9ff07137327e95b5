/** What a figure looks like that must not pass for a current one: pale and dotted, a gain's or a loss's colour too. */
export const STALE = 'text-faint underline decoration-dotted underline-offset-4 [&_span]:text-faint';
