import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';

export interface RadioCard<Value extends string> {
  readonly value: Value;
  readonly title: ReactNode;
  /** What choosing it means. */
  readonly detail: ReactNode;
}

interface RadioCardsProps<Value extends string> {
  'aria-label': string;
  cards: readonly RadioCard<Value>[];
  value: Value;
  onChange(value: Value): void;
  className?: string;
}

/** One of a few choices that each need a sentence, such as paper and live. */
export const RadioCards = <Value extends string>({
  cards,
  value,
  onChange,
  className,
  ...aria
}: RadioCardsProps<Value>) => (
  <RadioGroup<Value>
    {...aria}
    value={value}
    onValueChange={onChange}
    className={cn('grid gap-2 sm:grid-cols-2', className)}
  >
    {cards.map(card => (
      // biome-ignore lint/a11y/noLabelWithoutControl: the control is Base UI's, which renders an input
      <label
        key={card.value}
        className="flex gap-2.5 rounded-md border border-line bg-surface p-3 has-data-checked:border-accent has-data-checked:bg-accent-soft"
      >
        <Radio.Root
          value={card.value}
          className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface data-checked:border-accent"
        >
          <Radio.Indicator className="size-2 rounded-full bg-accent" />
        </Radio.Root>
        <span className="flex flex-col gap-0.5">
          <span className="font-medium">{card.title}</span>
          <span className="text-muted text-sm">{card.detail}</span>
        </span>
      </label>
    ))}
  </RadioGroup>
);
