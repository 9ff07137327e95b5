import { AlertDialog } from '@base-ui/react/alert-dialog';
import { type ReactNode, useRef } from 'react';
import { cn } from '@/lib/cn.ts';
import { Button } from './button.tsx';
import { buttonStyle } from './button-style.ts';
import { Notice } from './notice.tsx';
import { popupStyle } from './popup-style.ts';

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  /** The question. */
  title: ReactNode;
  /** What happens, what it costs, and whether it can be undone. */
  consequence: ReactNode;
  /** The verb: "Close trade", never "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  busy?: boolean;
  disabled?: boolean;
  /** Why it did not work. */
  error?: string | null;
  onConfirm(): void;
  /** A reason to type, an option to choose. */
  children?: ReactNode;
}

/** Asks before something that cannot be taken back, and starts on the way out: Enter by mistake does nothing. Stays open until the caller closes it. */
export const ConfirmDialog = ({
  open,
  onOpenChange,
  title,
  consequence,
  confirmLabel,
  cancelLabel = 'Cancel',
  danger = false,
  busy = false,
  disabled = false,
  error,
  onConfirm,
  children,
}: ConfirmDialogProps) => {
  const safe = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-overlay transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Popup
          initialFocus={safe}
          className={cn(
            popupStyle,
            'fixed inset-x-0 bottom-0 z-50 flex max-h-[90dvh] flex-col gap-4 overflow-y-auto rounded-b-none p-5 sm:inset-x-auto sm:top-[16vh] sm:bottom-auto sm:left-1/2 sm:w-[27rem] sm:max-w-[calc(100vw-2rem)] sm:-translate-x-1/2 sm:rounded-b-lg',
          )}
        >
          <div className="flex flex-col gap-1.5">
            <AlertDialog.Title className="font-semibold text-lg">{title}</AlertDialog.Title>
            <AlertDialog.Description render={<div />} className="text-muted">
              {consequence}
            </AlertDialog.Description>
          </div>
          {children}
          {error && <Notice tone="danger">{error}</Notice>}
          <div className="flex justify-end gap-2">
            <AlertDialog.Close ref={safe} disabled={busy} className={buttonStyle('secondary')}>
              {cancelLabel}
            </AlertDialog.Close>
            <Button
              variant={danger ? 'danger' : 'primary'}
              busy={busy}
              disabled={disabled}
              onClick={onConfirm}
            >
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
};
