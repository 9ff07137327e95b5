import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface Tab<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

interface TabsProps<Value extends string> {
  'aria-label': string;
  tabs: readonly Tab<Value>[];
  value: Value;
  onChange(value: Value): void;
}

/** Views of one thing, one at a time. */
export const Tabs = <Value extends string>({ tabs, value, onChange, ...aria }: TabsProps<Value>) => (
  <Base.Root value={value} onValueChange={next => onChange(next as Value)}>
    <Base.List {...aria} className="relative flex gap-1 border-line border-b">
      {tabs.map(tab => (
        <Base.Tab
          key={tab.value}
          value={tab.value}
          className="h-9 px-3 font-medium text-muted hover:text-text data-active:text-text"
        >
          {tab.label}
        </Base.Tab>
      ))}
      <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-[translate,width]" />
    </Base.List>
    {tabs.map(tab => (
      <Base.Panel key={tab.value} value={tab.value} className="pt-4">
        {tab.content}
      </Base.Panel>
    ))}
  </Base.Root>
);
