import { useEffect } from 'react';
import { useLiveDocument } from '../../hooks/use-live.ts';
import { applyTheme, onSystemThemeChange } from '../../lib/theme.ts';
import { preferencesDocument } from '../../live/tenant-documents.ts';

/** Shows the theme that the trader chose. Until the choice is read, the device's last theme stays. */
export function useAppliedTheme(): void {
  const theme = useLiveDocument(preferencesDocument).data?.theme;
  useEffect(() => {
    if (theme === undefined) return undefined;
    applyTheme(theme);
    return theme === 'system' ? onSystemThemeChange(() => applyTheme('system')) : undefined;
  }, [theme]);
}
