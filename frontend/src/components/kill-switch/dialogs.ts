import { onDemandPopup } from '@/components/ui/on-demand.tsx';

/** Switches trading off, with a reason. */
export const HaltDialog = onDemandPopup(
  async () => (await import('./halt-dialog.tsx')).HaltDialog,
  ({ onOpenChange }) => onOpenChange(false),
);

/** Switches trading on again. */
export const ResumeDialog = onDemandPopup(
  async () => (await import('./resume-dialog.tsx')).ResumeDialog,
  ({ onOpenChange }) => onOpenChange(false),
);
