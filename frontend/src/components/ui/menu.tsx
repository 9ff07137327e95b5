import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';
import { highlighted, popupStyle } from './popup-style.ts';

interface MenuProps {
  /** A button element. */
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'end';
  defaultOpen?: boolean;
}

/** Things to do with what the trigger stands for. */
export const Menu = ({ trigger, children, align = 'end', defaultOpen = false }: MenuProps) => (
  <Base.Root defaultOpen={defaultOpen}>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner sideOffset={6} align={align} className="z-50">
        <Base.Popup className={cn(popupStyle, 'min-w-52 p-1')}>{children}</Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);

const itemStyle = cn(
  'flex h-8 w-full items-center gap-2 rounded-sm px-2 text-base [&_svg]:size-4 [&_svg]:text-faint',
  highlighted,
);

interface MenuItemProps {
  onSelect?(): void;
  disabled?: boolean;
  /** A link to render instead. */
  render?: ReactElement;
  children: ReactNode;
}

export const MenuItem = ({ onSelect, disabled = false, render, children }: MenuItemProps) => (
  <Base.Item onClick={onSelect} disabled={disabled} className={itemStyle} {...(render && { render })}>
    {children}
  </Base.Item>
);

export const MenuSeparator = () => <Base.Separator className="my-1 h-px bg-line" />;
