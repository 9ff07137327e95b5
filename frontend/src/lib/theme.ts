import type { THEMES } from '@agenttrader/domain/documents/preferences';

export type ThemeChoice = (typeof THEMES)[number];

/** Read by public/theme.js before the first paint. It is the only thing kept in this browser after a sign-out. */
const KEY = 'agenttrader.theme';
const darkQuery = () => matchMedia('(prefers-color-scheme: dark)');

/** Shows the page in the theme, and remembers it on this device for the next load. */
export function applyTheme(choice: ThemeChoice): void {
  const dark = choice === 'dark' || (choice === 'system' && darkQuery().matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Where storage is forbidden the theme lasts until the next load.
  }
}

/** What was last shown on this device; what the system prefers, if nothing was. */
export function rememberedTheme(): ThemeChoice {
  try {
    const choice = localStorage.getItem(KEY);
    return choice === 'dark' || choice === 'light' ? choice : 'system';
  } catch {
    return 'system';
  }
}

/** Calls back when the browser's own preference changes; returns how to stop. */
export function onSystemThemeChange(callback: () => void): () => void {
  const query = darkQuery();
  query.addEventListener('change', callback);
  return () => query.removeEventListener('change', callback);
}

/** Which theme is on the screen now; charts take their colours by it. */
export const shownTheme = (): 'light' | 'dark' =>
  document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
