import { NOTIFICATIONS, type Preferences, THEMES } from '@agenttrader/domain/documents/preferences';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { Select } from '@/components/ui/select.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useSnapshot } from '@/hooks/use-account.ts';
import { useAttempt } from '@/hooks/use-attempt.ts';
import { useChangePreferences, usePreferences } from '@/hooks/use-preferences.ts';
import { amountField } from '@/lib/amount-field.ts';
import { TimeZoneField } from './time-zone-field.tsx';

const THEME_NAMES: Record<Preferences['theme'], string> = {
  system: 'As this browser',
  light: 'Light',
  dark: 'Dark',
};
const EVENTS: Record<(typeof NOTIFICATIONS)[number], string> = {
  trade_opened: 'A trade was opened',
  trade_closed: 'A trade was closed',
  sync_failed: 'A sync failed',
  signal_ready: 'A signal is ready',
};

/** How the dashboard looks and what it says by itself. Every change takes effect at once, in every tab. */
export function PreferencesPanel() {
  const preferences = usePreferences();
  const change = useChangePreferences();
  const { attempt } = useAttempt({ tellFailure: toast.error });
  const set = (fields: Partial<Preferences>) => void attempt(() => change(fields));

  return (
    <Panel title="Preferences">
      <div className="flex max-w-md flex-col gap-5">
        <FormField label="Theme">
          <Select
            options={THEMES.map(value => ({ value, label: THEME_NAMES[value] }))}
            value={preferences.theme}
            onChange={theme => set({ theme })}
          />
        </FormField>
        <TimeZoneField
          key={preferences.timezone}
          value={preferences.timezone}
          onChange={timezone => set({ timezone })}
        />
        <DefaultSize key={preferences.defaultNotional} value={preferences.defaultNotional} onSave={set} />
        <Switch
          label="Privacy mode"
          hint="Shows dots instead of amounts and quantities, in charts and exports as well."
          checked={preferences.privacyMode}
          onChange={privacyMode => set({ privacyMode })}
        />
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-2 font-medium text-sm">Messages on the screen</legend>
          {NOTIFICATIONS.map(event => (
            <Switch
              key={event}
              label={EVENTS[event]}
              checked={preferences.notifications[event]}
              onChange={on => set({ notifications: { ...preferences.notifications, [event]: on } })}
            />
          ))}
        </fieldset>
      </div>
    </Panel>
  );
}

interface DefaultSizeProps {
  value: string;
  onSave(fields: Partial<Preferences>): void;
}

function DefaultSize({ value, onSave }: DefaultSizeProps) {
  const [typed, setTyped] = useState(value);
  const parsed = amountField({ whole: useSnapshot().data?.equity ?? null }).safeParse(typed);
  const error = parsed.success ? undefined : parsed.error.issues[0]?.message;
  return (
    <div className="flex items-start gap-2">
      <FormField
        label="Usual size of an order"
        hint="US dollars; a new ticket starts with it."
        error={error}
        className="flex-1"
      >
        <Input inputMode="decimal" value={typed} onChange={event => setTyped(event.currentTarget.value)} />
      </FormField>
      <Button
        className="mt-6"
        disabled={!parsed.success || parsed.data === value}
        onClick={() => parsed.success && onSave({ defaultNotional: parsed.data })}
      >
        Save
      </Button>
    </div>
  );
}
