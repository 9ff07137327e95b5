import { useLiveDocument } from '@/hooks/use-live.ts';
import { shadowTradeDocument } from '@/live/tenant-documents.ts';
import { CloseTradeDialog } from './close-trade-dialog.tsx';

/** The dialog that closes a trade, while the trade is open. */
export function CloseTrade({ tradeId, onDone }: { tradeId: string; onDone(): void }) {
  const { data: trade } = useLiveDocument(shadowTradeDocument(tradeId));
  return trade && <CloseTradeDialog trade={trade} onDone={onDone} />;
}
