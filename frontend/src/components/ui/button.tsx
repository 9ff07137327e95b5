import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn.ts';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style.ts';
import { Spinner } from './spinner.tsx';

interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** What the button started is under way: it shows so, and takes no second press. */
  busy?: boolean;
}

/** A press that does something. One primary button a view; an icon alone needs an `aria-label`. */
export function Button({
  variant,
  size,
  busy = false,
  className,
  disabled,
  children,
  ...props
}: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cn(buttonStyle(variant, size), className)}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
