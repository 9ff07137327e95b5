import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';
import { popupStyle } from './popup-style.ts';

interface PopoverProps {
  /** A button element. */
  trigger: ReactElement;
  title?: ReactNode;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  className?: string;
}

/** More about what was pressed, without leaving the page. */
export const Popover = ({ trigger, title, children, align = 'start', className }: PopoverProps) => (
  <Base.Root>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner sideOffset={6} align={align} collisionPadding={8} className="z-50">
        <Base.Popup className={cn(popupStyle, 'w-72 max-w-[calc(100vw-1rem)] p-3 text-sm', className)}>
          {title && <Base.Title className="mb-1 font-semibold text-base">{title}</Base.Title>}
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);
