import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useAttempt } from '@/hooks/use-attempt.ts';
import { usePrivacy } from '@/hooks/use-preferences.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { formatCount } from '@/lib/format/decimals.ts';

interface ExportButtonProps {
  /** All matching trades in the order of the table, once they are loaded; null when they could not be. */
  load(): Promise<readonly ShadowTrade[] | null>;
  disabled: boolean;
}

const NOT_MADE = 'The file could not be made. Check your connection, reload the page, and try again.';

/** Saves all matching trades as a file. */
export function ExportButton({ load, disabled }: ExportButtonProps) {
  const hidden = usePrivacy();
  const { busy, attempt } = useAttempt({ sentenceOf: () => NOT_MADE, tellFailure: toast.error });

  const save = () =>
    attempt(async () => {
      const trades = await load();
      if (trades === null) {
        toast.error(
          'Not all trades could be loaded, so nothing was exported. Check your connection, then try again.',
        );
        return;
      }
      const [{ csvFileName, tradesCsv }, { downloadCsv }] = await Promise.all([
        import('./trades-csv.ts'),
        import('@/lib/download.ts'),
      ]);
      downloadCsv(csvFileName(new Date()), tradesCsv(trades, hidden));
      toast.success(
        `Exported ${formatCount(trades.length)} ${trades.length === 1 ? 'trade' : 'trades'}${hidden ? ', with amounts hidden' : ''}.`,
      );
    });

  return (
    <Button
      size="sm"
      variant="ghost"
      busy={busy}
      disabled={disabled}
      title="Saves all trades that match the filters as a CSV file"
      onClick={() => void save()}
    >
      {!busy && <Download aria-hidden />}
      {busy ? 'Loading all trades' : 'Export CSV'}
    </Button>
  );
}
