import { Spinner } from '@/components/ui/spinner.tsx';

/** Before there is anything to show. */
export const FullPageSpinner = ({ label = 'Loading' }: { label?: string }) => (
  <div role="status" className="flex min-h-dvh items-center justify-center gap-2 text-muted">
    <Spinner />
    {label}…
  </div>
);
