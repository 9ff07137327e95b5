import { Component, type ReactNode } from 'react';

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
