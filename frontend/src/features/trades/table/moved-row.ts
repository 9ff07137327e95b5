/**
 * Where a key moves the active row; null when the key moves nothing.
 *
 * @param page how many rows are in sight
 */
export function movedRow(key: string, active: number, count: number, page: number): number | null {
  const target = targetOf(key, active, count, page);
  return target === null || count === 0 ? null : Math.min(Math.max(target, 0), count - 1);
}

function targetOf(key: string, active: number, count: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
