import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { cn } from '@/lib/cn.ts';
import { buttonStyle } from './button-style.ts';
import { popupStyle } from './popup-style.ts';

interface DialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A field that somebody types into or chooses from. */
const FIELD = 'input:not([hidden], [aria-hidden=true], :disabled), textarea:not(:disabled), [role=combobox]';

/** A task of its own above the page, which starts on its first field; Escape and a press outside leave it. */
export const Dialog = ({ open, onOpenChange, title, description, children, className }: DialogProps) => {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-overlay transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          ref={popup}
          // Where there is none yet, or a finger would bring the keyboard up, on the dialog itself.
          initialFocus={by =>
            by === 'touch' ? true : (popup.current?.querySelector<HTMLElement>(FIELD) ?? popup.current)
          }
          className={cn(
            popupStyle,
            'fixed inset-x-0 bottom-0 z-50 max-h-[90dvh] overflow-y-auto rounded-b-none p-5 sm:inset-x-auto sm:top-[12vh] sm:bottom-auto sm:left-1/2 sm:w-[28rem] sm:max-w-[calc(100vw-2rem)] sm:-translate-x-1/2 sm:rounded-b-lg',
            className,
          )}
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <div className="flex flex-col gap-1">
              <Base.Title className="font-semibold text-lg">{title}</Base.Title>
              {description && <Base.Description className="text-muted">{description}</Base.Description>}
            </div>
            <Base.Close aria-label="Close" className={cn(buttonStyle('ghost', 'icon'), '-mt-1 -mr-2')}>
              <X aria-hidden />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
};
