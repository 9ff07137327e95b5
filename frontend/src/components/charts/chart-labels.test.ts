// @vitest-environment node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const css = readFileSync(fileURLToPath(new URL('../../styles.css', import.meta.url)), 'utf8');
const [drawing, names] = ['./draw-chart.ts', './chart-theme.ts'].map(file =>
  readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8'),
) as [string, string];
const THEMES = { light: ':root', dark: '[data-theme="dark"]' } as const;
/** WCAG 2.2, 1.4.3: text of this size. */
const ENOUGH = 4.5;

type Rgb = readonly [number, number, number];

/** A colour of a theme, by the name that charts have for it. */
function colour(theme: keyof typeof THEMES, name: string): Rgb {
  const variable = new RegExp(`${name}: '(--[\\w-]+)'`).exec(names)?.[1];
  const [, block = ''] =
    new RegExp(`^${THEMES[theme].replace(/[[\]]/g, '\\$&')} \\{(.*?)^\\}`, 'ms').exec(css) ?? [];
  const hex = new RegExp(`${variable}: #(\\w{6});`).exec(block)?.[1];
  if (hex === undefined) throw new Error(`${theme} has no ${name}.`);
  return [0, 2, 4].map(at => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}

/** What the chart library writes with on that colour: it weighs the channels like this, and takes 160 for the middle. */
const textOn = ([r, g, b]: Rgb): Rgb =>
  0.199 * r + 0.687 * g + 0.114 * b > 160 ? [0, 0, 0] : [255, 255, 255];

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map(channel => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** What labels stand on: of the crosshair, and of the levels and markers in their tones. */
const crosshair = [...drawing.matchAll(/labelBackgroundColor: (\w+)/g)].map(match => match[1] ?? '');
const LABELS = [...new Set([...crosshair, 'accent', 'gain', 'loss', 'muted'])];

describe('a label of a chart', () => {
  it('has a colour of its own at the crosshair', () => {
    expect(crosshair).toHaveLength(2);
  });

  it.each(
    Object.keys(THEMES).flatMap(theme => LABELS.map(name => [theme as keyof typeof THEMES, name] as const)),
  )('can be read in the %s theme, on %s', (theme, name) => {
    const ground = colour(theme, name);
    expect(contrast(ground, textOn(ground))).toBeGreaterThanOrEqual(ENOUGH);
  });

  it('could not be read on the colour of strong lines, by this measure', () => {
    const ground = colour('light', 'crosshair');
    expect(contrast(ground, textOn(ground))).toBeLessThan(ENOUGH);
  });
});
