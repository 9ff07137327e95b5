import type { Preferences } from '@agenttrader/domain/documents/preferences';
import { useCallback } from 'react';
import { useStore } from 'zustand';
import { useServices } from '@/contexts/services-context.tsx';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { inTime, SPACING_MS } from '@/data/confirmed.ts';
import { type LatestWriter, latestWriter } from '@/data/latest-writer.ts';
import { savePreferences } from '@/data/save-preferences.ts';
import { preferencesDocument } from '@/followed/tenant-documents.ts';
import { DEFAULT_PREFERENCES } from '@/lib/documents/preferences.ts';
import type { TenantSession } from '@/session/tenant-session.ts';
import { useFollowedDocument } from './use-followed.ts';

/** What was chosen: in this page a moment ago, or stored. Null until it is read, or where nothing was ever chosen. */
export function useChosenPreferences(): Preferences | null {
  const { data } = useFollowedDocument(preferencesDocument);
  return useStore(useWriter().wanted) ?? data;
}

/** The trader's preferences; the defaults until they are read, or chosen. */
export const usePreferences = (): Preferences => useChosenPreferences() ?? DEFAULT_PREFERENCES;

/** The zone that times are shown in. */
export const useTimeZone = (): string => usePreferences().timezone;

/** A change waits for the one before it, and a refused one is tried once more: three times the spacing, and the answers. */
const PATIENCE_MS = 20_000;

/**
 * Changes some of the preferences and keeps the others. The change shows at once, and of several in quick succession the
 * last is stored.
 *
 * @throws WriteFailure
 */
export function useChangePreferences(): (change: Partial<Preferences>) => Promise<void> {
  const session = useSession();
  const writer = useWriter();
  return useCallback(
    change => {
      const stored = session.document(preferencesDocument).store.getState().data ?? DEFAULT_PREFERENCES;
      const current = writer.wanted.getState() ?? stored;
      return inTime(writer.want({ ...current, ...change }), PATIENCE_MS);
    },
    [session, writer],
  );
}

const writers = new WeakMap<TenantSession, LatestWriter<Preferences>>();

/** One for each session, however many components change something. */
function useWriter(): LatestWriter<Preferences> {
  const { db, sessions } = useServices();
  const session = useSession();
  const known = writers.get(session);
  if (known) return known;
  const writer = latestWriter<Preferences>(async fields => {
    // What is left over at the sign-out is nobody's business any more.
    if (sessions.store.getState().session === session) await savePreferences(db, session.uid, fields);
  }, SPACING_MS);
  writers.set(session, writer);
  return writer;
}

/** Whether amounts and quantities are shown as dots. */
export const usePrivacy = (): boolean => usePreferences().privacyMode;
