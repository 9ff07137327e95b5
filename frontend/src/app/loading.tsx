import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Spinner } from '@/components/ui/spinner.tsx';

/** Before there is anything to show. */
export const FullPageSpinner = ({ label = 'Loading' }: { label?: string }) => (
  <div role="status" className="flex min-h-dvh items-center justify-center gap-2 text-muted">
    <Spinner />
    {label}…
  </div>
);

/** Where a page will stand while its code loads. */
export const PageSkeleton = () => (
  <div role="status" aria-busy className="flex flex-col gap-4">
    <span className="sr-only">Loading the page…</span>
    <Skeleton className="h-7 w-40" />
    <Skeleton className="h-28 w-full" />
    <Skeleton className="h-64 w-full" />
  </div>
);
