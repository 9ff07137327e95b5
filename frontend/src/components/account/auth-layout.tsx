import type { ReactNode } from 'react';

/** The frame of the pages before the sign-in. */
export const AuthLayout = ({
  title,
  lead,
  children,
  footer,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}) => (
  <main className="flex min-h-dvh flex-col items-center justify-center gap-6 p-4">
    <div className="flex items-center gap-2">
      <img src="/favicon.svg" alt="" className="size-8" />
      <span className="font-semibold text-xl tracking-tight">AgentTrader</span>
    </div>
    <div className="w-full max-w-sm rounded-lg border border-line bg-surface p-6">
      <h1 className="font-semibold text-lg">{title}</h1>
      {lead && <p className="mt-1 text-muted">{lead}</p>}
      <div className="mt-5 flex flex-col gap-4">{children}</div>
    </div>
    {footer && <p className="text-muted text-sm">{footer}</p>}
  </main>
);
