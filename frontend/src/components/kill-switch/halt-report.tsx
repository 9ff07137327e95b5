import { Notice } from '@/components/ui/notice.tsx';

interface HaltReportProps {
  stillOpen: readonly { readonly tradeId: string; readonly symbol: string; readonly reason: string }[];
}

/** Which trades could not be closed, and why; nothing where all could. */
export const HaltReport = ({ stillOpen }: HaltReportProps) =>
  stillOpen.length === 0 ? null : (
    <Notice tone="warn">
      <p>Trading is off. These trades are still open:</p>
      <ul className="mt-1 max-h-40 overflow-y-auto">
        {stillOpen.map(trade => (
          <li key={trade.tradeId}>
            <span className="font-medium">{trade.symbol}</span>: {trade.reason}
          </li>
        ))}
      </ul>
    </Notice>
  );
