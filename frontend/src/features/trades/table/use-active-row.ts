import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { tradePath, useWayBack } from '@/features/trades/parts/trade-link.tsx';
import { movedRow } from './moved-row.ts';
import { ROW_HEIGHT, rowElementId } from './trade-row.tsx';

interface GridRows {
  readonly count: number;
  /** The id of the trade in a row; undefined where there is no such row. */
  idAt(index: number): string | undefined;
  /** What the rows are sorted by, as text: another order starts at the top again. */
  readonly order: string;
  readonly scroller: RefObject<HTMLElement | null>;
  scrollToRow(index: number): void;
}

/** The row that the keyboard is at: arrows and pages move it, Enter opens its trade, and Tab goes on to its links. */
export function useActiveRow({ count, idAt, order, scroller, scrollToRow }: GridRows) {
  const navigate = useNavigate();
  const wayBack = useWayBack();
  const [active, setActive] = useState(0);
  const shownOrder = useRef(order);
  useEffect(() => {
    if (shownOrder.current === order) return;
    shownOrder.current = order;
    setActive(0);
    scroller.current?.scrollTo({ top: 0 });
  }, [order, scroller]);
  const activate = useCallback((index: number) => setActive(index), []);
  const activeId = idAt(Math.min(active, count - 1));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Tab' && !event.shiftKey && activeId !== undefined) {
      // The names of the columns stand between, on the page: from the grid one goes to its row, and back by Shift.
      const link = document.getElementById(rowElementId(activeId))?.querySelector('a');
      if (link) event.preventDefault();
      link?.focus();
      return;
    }
    if (event.key === 'Enter' && activeId !== undefined) {
      event.preventDefault();
      navigate(tradePath(activeId), wayBack);
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const moved = movedRow(event.key, active, count, page);
    if (moved === null) return;
    event.preventDefault();
    setActive(moved);
    scrollToRow(moved);
  };
  return { active, activeId, activate, onKeyDown };
}
