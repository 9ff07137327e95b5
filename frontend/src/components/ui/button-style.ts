import { cn } from '@/lib/cn.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'icon';

const BASE =
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium ' +
  'transition-colors disabled:cursor-not-allowed disabled:opacity-55 data-disabled:cursor-not-allowed data-disabled:opacity-55 ' +
  '[&_svg]:size-4 [&_svg]:shrink-0';

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'bg-accent-solid text-on-accent not-disabled:hover:bg-accent-solid-hover',
  secondary: 'border border-line bg-surface text-text not-disabled:hover:bg-hover',
  ghost: 'text-muted not-disabled:hover:bg-hover not-disabled:hover:text-text',
  danger: 'bg-danger-solid text-white not-disabled:hover:bg-danger-solid-hover',
};

const SIZES: Record<ButtonSize, string> = {
  sm: 'h-7 px-2.5 text-sm',
  md: 'h-9 px-3.5 text-base',
  icon: 'size-8',
};

/** The look of a button, for links that stand where buttons do. */
export const buttonStyle = (variant: ButtonVariant = 'secondary', size: ButtonSize = 'md'): string =>
  cn(BASE, VARIANTS[variant], SIZES[size]);
