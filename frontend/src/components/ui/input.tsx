import { Field } from '@base-ui/react/field';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn.ts';

export const inputStyle =
  'h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 text-base text-text placeholder:text-faint ' +
  'disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-loss data-invalid:border-loss ' +
  'focus-visible:outline-offset-0';

/** A line of text. Inside a `FormField` it takes its label, hint and error from there. */
export const Input = ({
  className,
  ...props
}: Omit<ComponentProps<'input'>, 'className'> & { className?: string }) => (
  <Field.Control {...props} className={cn(inputStyle, className)} />
);

/** Several lines of text. Inside a `FormField` it takes its label, hint and error from there. */
export const Textarea = ({ className, ...props }: ComponentProps<'textarea'>) => (
  <Field.Control
    render={<textarea {...props} className={cn(inputStyle, 'h-auto min-h-20 py-2', className)} />}
  />
);
