import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';
import { popupStyle } from './popup-style.ts';

interface TooltipProps {
  /** What is pointed at; it must take the focus and say by itself what it is. */
  children: ReactElement;
  content: ReactNode;
}

/** A word more on hover and focus. Touch shows no tooltip, so it never holds what must be known. */
export const Tooltip = ({ children, content }: TooltipProps) => (
  <Base.Root>
    <Base.Trigger render={children} />
    <Base.Portal>
      <Base.Positioner sideOffset={6} className="z-50">
        <Base.Popup className={cn(popupStyle, 'max-w-64 px-2 py-1 text-xs')}>{content}</Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);
