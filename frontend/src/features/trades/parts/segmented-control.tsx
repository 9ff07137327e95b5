import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { cn } from '@/lib/cn.ts';

interface SegmentedControlProps<Value extends string> {
  'aria-label': string;
  options: readonly { readonly value: Value; readonly label: string }[];
  value: Value;
  onChange(value: Value): void;
  disabled?: boolean;
  className?: string;
}

/** One of two or three short choices, side by side. */
export const SegmentedControl = <Value extends string>({
  options,
  value,
  onChange,
  disabled = false,
  className,
  ...aria
}: SegmentedControlProps<Value>) => (
  <RadioGroup<Value>
    {...aria}
    value={value}
    onValueChange={onChange}
    disabled={disabled}
    className={cn('flex h-9 rounded-md border border-line-strong bg-sunken p-0.5', className)}
  >
    {options.map(option => (
      // biome-ignore lint/a11y/noLabelWithoutControl: the control is Base UI's, which renders an input
      <label
        key={option.value}
        className={cn(
          'flex flex-1 items-center justify-center whitespace-nowrap rounded-sm px-1 text-muted text-sm sm:px-3 sm:text-base',
          'has-data-checked:bg-surface has-data-checked:font-medium has-data-checked:text-text has-data-checked:shadow-sm dark:has-data-checked:bg-hover',
          'has-focus-visible:outline-2 has-focus-visible:outline-accent',
          disabled ? 'cursor-not-allowed opacity-60' : 'cursor-pointer hover:text-text',
        )}
      >
        <Radio.Root value={option.value} className="sr-only" />
        {option.label}
      </label>
    ))}
  </RadioGroup>
);
