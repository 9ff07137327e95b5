import { useEffect } from 'react';
import { useChosenPreferences } from '../../hooks/use-preferences.ts';
import { applyTheme, onSystemThemeChange } from '../../lib/theme.ts';

/** Shows the theme that the trader chose. Until the choice is read, the device's last theme stays. */
export function useAppliedTheme(): void {
  const theme = useChosenPreferences()?.theme;
  useEffect(() => {
    if (theme === undefined) return undefined;
    applyTheme(theme);
    return theme === 'system' ? onSystemThemeChange(() => applyTheme('system')) : undefined;
  }, [theme]);
}
