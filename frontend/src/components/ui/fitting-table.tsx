import { type ComponentProps, useLayoutEffect, useRef } from 'react';
import { cn } from '@/lib/cn.ts';

/**
 * A plain table that drops columns until the others fit, those with the lowest `drop` first; a column without it stays.
 * It measures what is in it, so that a figure of any length pushes a column out and is never cut itself.
 */
export function FittingTable({ className, ...props }: ComponentProps<'table'>) {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    fit(element);
    const resized = new ResizeObserver(() => fit(element));
    resized.observe(element);
    const changed = new MutationObserver(() => fit(element));
    changed.observe(element, { childList: true, characterData: true, subtree: true });
    return () => {
      resized.disconnect();
      changed.disconnect();
    };
  }, []);
  return (
    <div ref={frame} className="w-full overflow-x-auto">
      <table {...props} className={cn('w-full border-collapse text-sm', className)} />
    </div>
  );
}

function fit(frame: HTMLElement): void {
  const cells = [...frame.querySelectorAll<HTMLElement>('[data-drop]')];
  const order = [...new Set(cells.map(({ dataset }) => Number(dataset.drop)))].sort((a, b) => a - b);
  for (const cell of cells) cell.hidden = false;
  for (const drop of order) {
    if (frame.scrollWidth <= frame.clientWidth) return;
    for (const cell of cells) if (Number(cell.dataset.drop) === drop) cell.hidden = true;
  }
}
