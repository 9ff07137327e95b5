import { Switch as Base } from '@base-ui/react/switch';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';

interface SwitchProps {
  checked: boolean;
  onChange(checked: boolean): void;
  disabled?: boolean;
  label: ReactNode;
  hint?: ReactNode;
  className?: string;
}

/** A yes or no that takes effect at once. */
export const Switch = ({ checked, onChange, disabled = false, label, hint, className }: SwitchProps) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is Base UI's, which renders an input
  <label className={cn('flex min-h-6 items-center justify-between gap-4', className)}>
    <span className="flex flex-col">
      <span className="text-base">{label}</span>
      {hint && <span className="text-muted text-xs">{hint}</span>}
    </span>
    <Base.Root
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      className="flex h-5 w-9 shrink-0 rounded-full border border-line-strong bg-sunken p-px transition-colors data-checked:border-accent-solid data-checked:bg-accent-solid data-disabled:opacity-55"
    >
      <Base.Thumb className="size-4 rounded-full bg-line-strong transition-transform data-checked:translate-x-4 data-checked:bg-white" />
    </Base.Root>
  </label>
);
