import { useEffect, useState } from 'react';
import { inputStyle } from '@/components/ui/input.tsx';
import { cn } from '@/lib/cn.ts';
import { dayIn } from './trade-filters.ts';

interface DayInputProps {
  label: string;
  ariaLabel: string;
  /** "2026-03-02"; null for none. */
  value: string | null;
  least?: string | null;
  most?: string | null;
  onChange(day: string | null): void;
}

/** A day. While it is typed the field holds what no calendar has; only a whole day is handed on. */
export function DayInput({ label, ariaLabel, value, least, most, onChange }: DayInputProps) {
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);
  return (
    <label className="flex items-center gap-1.5 text-muted text-sm max-sm:w-[calc(50%-0.25rem)] max-sm:flex-col max-sm:items-start max-sm:gap-0.5">
      {label}
      <input
        type="date"
        aria-label={ariaLabel}
        value={typed}
        min={least ?? undefined}
        max={most ?? undefined}
        onChange={event => {
          const text = event.currentTarget.value;
          setTyped(text);
          if (text === '' || dayIn(text) !== null) onChange(dayIn(text));
        }}
        className={cn(inputStyle, 'w-34 max-sm:w-full max-sm:px-1.5')}
      />
    </label>
  );
}
