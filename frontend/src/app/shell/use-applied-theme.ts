import { useEffect } from 'react';
import { useChosenPreferences } from '@/hooks/use-preferences.ts';
import { applyTheme, onSystemThemeChange, rememberedTheme } from '@/lib/theme.ts';

/** Shows the theme that the trader chose. Until the choice is read, or where there is none, the device's last theme stays. */
export function useAppliedTheme(): void {
  const theme = useChosenPreferences()?.theme;
  useEffect(() => {
    if (theme !== undefined) applyTheme(theme);
    const shown = theme ?? rememberedTheme();
    return shown === 'system' ? onSystemThemeChange(() => applyTheme('system')) : undefined;
  }, [theme]);
}
