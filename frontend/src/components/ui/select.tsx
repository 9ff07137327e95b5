import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { cn } from '@/lib/cn.ts';
import { inputStyle } from './input.tsx';
import { highlighted, popupStyle } from './popup-style.ts';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectProps<Value extends string> {
  options: readonly SelectOption<Value>[];
  value: Value;
  onChange(value: Value): void;
  disabled?: boolean;
  className?: string;
  /** Only where no `FormField` gives it a label. */
  'aria-label'?: string;
}

/** One of a few known values. */
export function Select<Value extends string>({
  options,
  value,
  onChange,
  disabled = false,
  className,
  ...aria
}: SelectProps<Value>) {
  return (
    <Base.Root<Value>
      items={options}
      value={value}
      disabled={disabled}
      onValueChange={next => {
        if (next !== null) onChange(next);
      }}
    >
      <Base.Trigger
        {...aria}
        className={cn(
          inputStyle,
          'inline-flex items-center justify-between gap-2 text-left data-disabled:opacity-60',
          className,
        )}
      >
        <Base.Value className="truncate" />
        <Base.Icon>
          <ChevronsUpDown aria-hidden className="size-3.5 text-faint" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className={cn(popupStyle, 'min-w-(--anchor-width) p-1')}>
            <Base.List className="max-h-(--available-height) overflow-y-auto">
              {options.map(option => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  className={cn('flex h-8 items-center gap-2 rounded-sm pr-3 pl-2 text-base', highlighted)}
                >
                  <span className="flex size-4 items-center">
                    <Base.ItemIndicator>
                      <Check aria-hidden className="size-4 text-accent" />
                    </Base.ItemIndicator>
                  </span>
                  <Base.ItemText>{option.label}</Base.ItemText>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
