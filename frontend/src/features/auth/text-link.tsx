import { Link, type LinkProps } from 'react-router';
import { cn } from '@/lib/cn.ts';

/** A link within text. It keeps where the user was going. */
export const TextLink = ({ className, ...props }: LinkProps & { className?: string }) => (
  <Link {...props} className={cn('font-medium text-accent underline underline-offset-2', className)} />
);
