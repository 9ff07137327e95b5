import { lazy, Suspense, useEffect, useState } from 'react';
import { areToastsWaiting, onToast } from '../components/ui/toast.ts';

const Toaster = lazy(async () => ({ default: (await import('./toaster.tsx')).Toaster }));

/** Loads what shows toasts with the first toast: the first load of the page needs none. */
export function ToasterHost() {
  const [needed, setNeeded] = useState(areToastsWaiting);
  useEffect(() => (needed ? undefined : onToast(() => setNeeded(true))), [needed]);
  return <Suspense>{needed && <Toaster />}</Suspense>;
}
