import type { ReactNode } from 'react';

interface PageHeaderProps {
  /** The page's name: its only `h1`. */
  title: ReactNode;
  /** The way back, before the name. */
  back?: ReactNode;
  /** What can be done with the whole of the page. */
  actions?: ReactNode;
}

/** The head of a page. */
export const PageHeader = ({ title, back, actions }: PageHeaderProps) => (
  <div className="mb-4 flex min-h-9 flex-wrap items-center justify-between gap-2">
    <div className="flex min-w-0 items-center gap-1">
      {back}
      <h1 className="wrap-anywhere min-w-0 font-semibold text-xl tracking-tight">{title}</h1>
    </div>
    {actions && <div className="flex items-center gap-2">{actions}</div>}
  </div>
);
