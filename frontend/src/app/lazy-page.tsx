import { type ComponentType, type LazyExoticComponent, Suspense } from 'react';
import { useLocation } from 'react-router';
import { PageBoundary } from './page-boundary.tsx';
import { PageSkeleton } from './page-skeleton.tsx';

/** A page, a skeleton while its code loads, and what to do when it breaks. */
export function LazyPage({ page: Page }: { page: ComponentType | LazyExoticComponent<ComponentType> }) {
  const { pathname } = useLocation();
  return (
    <PageBoundary address={pathname}>
      <Suspense fallback={<PageSkeleton />}>
        <Page />
      </Suspense>
    </PageBoundary>
  );
}
