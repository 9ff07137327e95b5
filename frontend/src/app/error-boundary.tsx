import type { ComponentType } from 'react';
import { Component, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { Button } from '@/components/ui/button.tsx';
import { buttonStyle } from '@/components/ui/button-style.ts';
import { ErrorState } from '@/components/ui/error-state.tsx';

interface ErrorBoundaryProps {
  /** Where this is: another address is another attempt. */
  address: string;
  /** What stands in the place of what broke. */
  instead: ReactNode;
  children: ReactNode;
}

interface ErrorBoundaryState {
  /** The address at which it broke; empty until the first render after that, where it is known. */
  brokenAt: string | null;
}

/** Keeps what breaks from taking down what stands around it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { brokenAt: null };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { brokenAt: '' };
  }

  static getDerivedStateFromProps(
    { address }: ErrorBoundaryProps,
    { brokenAt }: ErrorBoundaryState,
  ): ErrorBoundaryState | null {
    if (brokenAt === null || brokenAt === address) return null;
    return { brokenAt: brokenAt === '' ? address : null };
  }

  override render(): ReactNode {
    return this.state.brokenAt === null ? this.props.children : this.props.instead;
  }
}

/** Stands where a page broke, or everything did. */
export const PageError = () => (
  <ErrorState
    page
    title="This page broke"
    className="py-24"
    action={
      <>
        <Button variant="primary" onClick={() => location.reload()}>
          Reload
        </Button>
        <Link to="/" className={buttonStyle()}>
          Go to the overview
        </Link>
      </>
    }
  >
    Reload it. Nothing was traded or changed by this. If it breaks again, tell us what you did just before.
  </ErrorState>
);

/** A page. If it breaks, what stands around it goes on working, and the next address is a fresh start. */
export function BoundedPage({ page: Page }: { page: ComponentType }) {
  const { pathname } = useLocation();
  return (
    <ErrorBoundary address={pathname} instead={<PageError />}>
      <Page />
    </ErrorBoundary>
  );
}
