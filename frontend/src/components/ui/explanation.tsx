import { Popover } from '@base-ui/react/popover';
import type { ReactNode, RefObject } from 'react';
import { cn } from '@/lib/cn.ts';
import { popupStyle } from './popup-style.ts';

interface ExplanationProps {
  title: string;
  anchor: RefObject<HTMLElement | null>;
  onClose(): void;
  children: ReactNode;
}

/** What an `Explained` opens. */
export const Explanation = ({ title, anchor, onClose, children }: ExplanationProps) => (
  <Popover.Root
    open
    onOpenChange={(open, { event }) => {
      // The button itself closes it, too; both at once would open it again.
      if (!open && !(event.target instanceof Node && anchor.current?.contains(event.target))) onClose();
    }}
  >
    <Popover.Portal>
      <Popover.Positioner anchor={anchor} sideOffset={6} align="start" collisionPadding={8} className="z-50">
        <Popover.Popup
          finalFocus={anchor}
          className={cn(popupStyle, 'w-72 max-w-[calc(100vw-1rem)] p-3 text-sm')}
        >
          <Popover.Title className="mb-1 font-semibold text-base">{title}</Popover.Title>
          <div className="flex flex-col gap-1.5 text-muted">{children}</div>
        </Popover.Popup>
      </Popover.Positioner>
    </Popover.Portal>
  </Popover.Root>
);
