import { Field } from '@base-ui/react/field';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn.ts';
import { inputStyle } from './input.tsx';

/** Several lines of text. Inside a `FormField` it takes its label, hint and error from there. */
export const Textarea = ({ className, ...props }: ComponentProps<'textarea'>) => (
  <Field.Control
    render={<textarea {...props} className={cn(inputStyle, 'h-auto min-h-20 py-2', className)} />}
  />
);
