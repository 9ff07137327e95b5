import { usePreferences } from './use-preferences.ts';

/** Whether amounts and quantities are shown as dots. */
export const usePrivacy = (): boolean => usePreferences().privacy_mode;
