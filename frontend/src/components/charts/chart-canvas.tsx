import { useEffect, useRef } from 'react';
import { onShownThemeChange } from './chart-theme.ts';
import { type ChartContent, type ChartTexts, type DrawnChart, drawChart } from './draw-chart.ts';

interface ChartCanvasProps {
  content: ChartContent;
  texts: ChartTexts;
  /** Pixels. */
  height: number;
  onHover(at: Date | null): void;
}

/** What draws the chart; it carries the charting library, and is loaded with the first chart. */
export function ChartCanvas({ content, texts, height, onHover }: ChartCanvasProps) {
  const container = useRef<HTMLDivElement>(null);
  const chart = useRef<DrawnChart | null>(null);
  const hover = useRef(onHover);
  hover.current = onHover;

  useEffect(() => {
    if (container.current === null) return;
    const drawn = drawChart(container.current, at => hover.current(at));
    drawn.applyTheme();
    chart.current = drawn;
    const stop = onShownThemeChange(() => drawn.applyTheme());
    return () => {
      stop();
      chart.current = null;
      drawn.remove();
    };
  }, []);
  useEffect(() => chart.current?.applyTexts(texts), [texts]);
  useEffect(() => chart.current?.show(content), [content]);

  return <div ref={container} style={{ height }} className="w-full" />;
}
