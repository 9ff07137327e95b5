import { LoaderCircle } from 'lucide-react';
import { cn } from '@/lib/cn.ts';

/** Something is under way. Decorative: the words beside it say what. */
export const Spinner = ({ className }: { className?: string }) => (
  <LoaderCircle aria-hidden className={cn('size-4 animate-spin', className)} />
);
