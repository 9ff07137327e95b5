import type { ComponentType } from 'react';
import { useLocation } from 'react-router';
import { ErrorBoundary } from './error-boundary.tsx';
import { PageError } from './page-error.tsx';

/** A page. If it breaks, what stands around it goes on working, and the next address is a fresh start. */
export function BoundedPage({ page: Page }: { page: ComponentType }) {
  const { pathname } = useLocation();
  return (
    <ErrorBoundary address={pathname} instead={<PageError />}>
      <Page />
    </ErrorBoundary>
  );
}
