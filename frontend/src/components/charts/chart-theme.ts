import type { ChartTone } from './chart-series.ts';

const VARIABLES = {
  accent: '--accent',
  gain: '--gain',
  loss: '--loss',
  muted: '--muted',
  line: '--line',
  surface: '--surface',
  crosshair: '--line-strong',
} as const;

type ChartColors = Readonly<Record<keyof typeof VARIABLES & string, string>> &
  Readonly<Record<ChartTone, string>>;

/** The page's colours as they are now: a canvas cannot follow CSS variables by itself. */
export function chartColors(element: Element): ChartColors {
  const style = getComputedStyle(element);
  const color = (name: keyof typeof VARIABLES) => style.getPropertyValue(VARIABLES[name]).trim();
  return {
    accent: color('accent'),
    gain: color('gain'),
    loss: color('loss'),
    muted: color('muted'),
    line: color('line'),
    surface: color('surface'),
    crosshair: color('crosshair'),
  };
}

/** Calls back when the page changes its theme; returns how to stop. */
export function onShownThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
