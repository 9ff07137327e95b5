import { useEffect, useState } from 'react';
import { areToastsWaiting, onToast } from '@/components/ui/toast.ts';
import { useChunk } from '@/hooks/use-chunk.ts';
import { chunk } from '@/lib/chunk.ts';

/** What shows toasts. The first load of the page needs none. */
export const toaster = chunk(async () => (await import('./toaster.tsx')).Toaster);

/** Shows toasts from the first one on. */
export function ToasterHost() {
  const [needed, setNeeded] = useState(areToastsWaiting);
  useEffect(() => (needed ? undefined : onToast(() => setNeeded(true))), [needed]);
  return needed && <LoadedToaster />;
}

function LoadedToaster() {
  const { part: Toaster } = useChunk(toaster);
  return Toaster && <Toaster />;
}
