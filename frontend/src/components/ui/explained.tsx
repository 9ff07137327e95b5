import { Info } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { onDemandPopup } from './on-demand.tsx';

const Explanation = onDemandPopup(
  async () => (await import('./explanation.tsx')).Explanation,
  ({ onClose }) => onClose(),
);

interface ExplainedProps {
  /** The name of the figure. */
  of: string;
  /** How it is computed, from what, and as of when. */
  children: ReactNode;
}

/** A small button beside a figure's name that says how the figure is computed. Its popup is loaded when first opened. */
export function Explained({ of, children }: ExplainedProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={`How ${of} is computed`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="-my-1 inline-flex size-6 items-center justify-center rounded-sm text-faint hover:text-text"
      >
        <Info aria-hidden className="size-3.5" />
      </button>
      {open && (
        <Explanation title={of} anchor={button} onClose={() => setOpen(false)}>
          {children}
        </Explanation>
      )}
    </>
  );
}
