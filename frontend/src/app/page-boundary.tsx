import { Component, type ReactNode } from 'react';
import { PageError } from './page-error.tsx';

interface PageBoundaryProps {
  /** Where this is: another address is another attempt. */
  address: string;
  children: ReactNode;
}

interface PageBoundaryState {
  failed: { readonly error: unknown; readonly address: string } | null;
}

/** Keeps what breaks in a page within the page. */
export class PageBoundary extends Component<PageBoundaryProps, PageBoundaryState> {
  override state: PageBoundaryState = { failed: null };

  static getDerivedStateFromError(error: unknown): PageBoundaryState {
    return { failed: { error, address: '' } };
  }

  static getDerivedStateFromProps(
    { address }: PageBoundaryProps,
    { failed }: PageBoundaryState,
  ): PageBoundaryState | null {
    if (failed === null || failed.address === address) return null;
    // The address is not known where the error is caught, so the first render after it fills it in.
    return { failed: failed.address === '' ? { ...failed, address } : null };
  }

  override render(): ReactNode {
    return this.state.failed === null ? this.props.children : <PageError error={this.state.failed.error} />;
  }
}
