import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';

interface CheckboxProps {
  checked: boolean;
  onChange(checked: boolean): void;
  disabled?: boolean;
  children: ReactNode;
  className?: string;
}

/** A yes or no that takes effect with the form it belongs to. Its label is its content. */
export const Checkbox = ({ checked, onChange, disabled = false, children, className }: CheckboxProps) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is Base UI's, which renders an input
  <label className={cn('flex items-start gap-2 text-base', disabled && 'opacity-55', className)}>
    <Base.Root
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-surface data-checked:border-accent-solid data-checked:bg-accent-solid"
    >
      <Base.Indicator>
        <Check aria-hidden strokeWidth={3} className="size-3 text-on-accent" />
      </Base.Indicator>
    </Base.Root>
    <span>{children}</span>
  </label>
);
