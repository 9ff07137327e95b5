import { Field } from '@base-ui/react/field';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';

interface FormFieldProps {
  label: ReactNode;
  /** What to enter, or what it is for. */
  hint?: ReactNode;
  /** What is wrong, and how to mend it. */
  error?: string | undefined;
  /** For screen readers only, where the place already says it. */
  labelHidden?: boolean;
  className?: string;
  children: ReactNode;
}

/** A control with its label, hint and error, tied together for screen readers. */
export const FormField = ({ label, hint, error, labelHidden, className, children }: FormFieldProps) => (
  <Field.Root invalid={error !== undefined} className={cn('flex flex-col gap-1', className)}>
    <Field.Label className={cn('font-medium text-sm text-text', labelHidden && 'sr-only')}>
      {label}
    </Field.Label>
    {children}
    {hint && <Field.Description className="text-muted text-xs">{hint}</Field.Description>}
    <Field.Error match={error !== undefined} className="text-loss text-xs" role="alert">
      {error}
    </Field.Error>
  </Field.Root>
);
