import type { ReactNode } from 'react';

/** The head of a page: its name, and what can be done with the whole of it. */
export const PageHeader = ({ title, actions }: { title: ReactNode; actions?: ReactNode }) => (
  <div className="mb-4 flex min-h-9 flex-wrap items-center justify-between gap-2">
    <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
    {actions && <div className="flex items-center gap-2">{actions}</div>}
  </div>
);
