import type { PreferencesFields } from '@agenttrader/domain/config/preferences';
import { useCallback } from 'react';
import { useServices } from '../contexts/ServicesContext.tsx';
import { useSession } from '../contexts/UserTradingContext.tsx';
import { savePreferences } from '../data/writes/save-preferences.ts';
import { DEFAULT_PREFERENCES } from '../lib/documents/preferences.ts';
import { preferencesDocument } from '../live/tenant-documents.ts';
import { useLiveDocument } from './use-live.ts';

/** The trader's preferences; the defaults until they are read, or chosen. */
export const usePreferences = (): PreferencesFields =>
  useLiveDocument(preferencesDocument).data ?? DEFAULT_PREFERENCES;

/** The zone that times are shown in. */
export const useTimeZone = (): string => usePreferences().timezone;

/** Changes some of the preferences and keeps the others. The change shows at once. @throws WriteFailure */
export function useChangePreferences(): (change: Partial<PreferencesFields>) => Promise<void> {
  const { db } = useServices();
  const session = useSession();
  return useCallback(
    change => {
      const current = session.document(preferencesDocument).store.getState().data ?? DEFAULT_PREFERENCES;
      return savePreferences(db, session.uid, { ...current, ...change });
    },
    [db, session],
  );
}
