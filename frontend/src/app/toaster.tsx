import { useEffect } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import { onToast, takeToasts } from '@/components/ui/toast.ts';

const ERROR_MS = 10_000;

function showWaiting(): void {
  for (const { kind, text } of takeToasts()) {
    if (kind === 'success') toast.success(text);
    else if (kind === 'error') toast.error(text, { duration: ERROR_MS });
    else toast(text);
  }
}

/** Where toasts appear: above the bottom bar on a phone. */
export function Toaster() {
  useEffect(() => {
    showWaiting();
    return onToast(showWaiting);
  }, []);
  return (
    <Sonner
      position="bottom-right"
      mobileOffset={{ bottom: '4.5rem' }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-2.5 rounded-lg border border-line bg-raised p-3 font-sans text-sm text-text shadow-popup',
          success: '[&_[data-icon]]:text-gain',
          error: '[&_[data-icon]]:text-loss',
        },
      }}
    />
  );
}
