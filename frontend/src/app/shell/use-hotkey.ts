import { useEffect, useRef } from 'react';

/** The key that goes with a hotkey as the keyboards of a platform call it: `navigator.platform`, such as "Win32". */
export const commandKey = (platform: string): string => (/Mac|iPhone|iPad/.test(platform) ? '⌘' : 'Ctrl ');

/** Runs on ⌘ or Ctrl with the key, wherever the focus is. */
export function useHotkey(key: string, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
      if (event.key.toLowerCase() !== key) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, [key]);
}
