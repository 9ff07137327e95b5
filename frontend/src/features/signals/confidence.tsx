import { formatConfidence } from '@/lib/format/percent.ts';

/** How sure the model says it is, as a bar and in words. */
export const Confidence = ({ value }: { value: number }) => (
  <span className="inline-flex items-center gap-2">
    <span aria-hidden className="h-1.5 w-20 overflow-hidden rounded-full bg-sunken dark:bg-hover">
      <span
        className="block h-full rounded-full bg-accent-solid"
        style={{ width: formatConfidence(value) }}
      />
    </span>
    {formatConfidence(value)}
  </span>
);
