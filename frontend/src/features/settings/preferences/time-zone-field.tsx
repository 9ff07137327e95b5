import { useId, useState } from 'react';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { labelOf, ZONE_LABELS, zoneTyped } from './time-zones.ts';

interface TimeZoneFieldProps {
  /** An IANA name, or `system`. */
  value: string;
  onChange(zone: string): void;
}

/** Any time zone there is, found by typing a part of its name; chosen when it is complete. */
export function TimeZoneField({ value, onChange }: TimeZoneFieldProps) {
  const [typed, setTyped] = useState(labelOf(value));
  const list = useId();
  const zone = zoneTyped(typed);
  const choose = (text: string) => {
    setTyped(text);
    const next = zoneTyped(text);
    if (next !== null && next !== value && labelOf(next).toLowerCase() === text.toLowerCase()) onChange(next);
  };
  const leave = () => {
    if (zone === null) return;
    setTyped(labelOf(zone));
    if (zone !== value) onChange(zone);
  };
  return (
    <FormField
      label="Time zone"
      hint="For every time that is shown. Type a city. Days of limits and quotas are UTC."
      error={zone === null ? 'There is no such time zone. Type a city, such as New York.' : undefined}
    >
      <Input
        list={list}
        autoComplete="off"
        value={typed}
        onFocus={event => event.currentTarget.select()}
        onChange={event => choose(event.currentTarget.value)}
        onBlur={leave}
      />
      <datalist id={list}>
        {ZONE_LABELS.map(label => (
          <option key={label} value={label} />
        ))}
      </datalist>
    </FormField>
  );
}
