import type { TradeStatus } from '@agenttrader/domain/trades/shadow-trade';
import type { Side } from '@agenttrader/domain/trades/side';
import { ArrowDownRight, ArrowUpRight } from 'lucide-react';
import { Badge } from '@/components/ui/badge.tsx';

/** Which way the trade gains. */
export const SideBadge = ({ side }: { side: Side }) => (
  <Badge>
    {side === 'BUY' ? <ArrowUpRight aria-hidden /> : <ArrowDownRight aria-hidden />}
    {side === 'BUY' ? 'Long' : 'Short'}
  </Badge>
);

export const StatusBadge = ({ status }: { status: TradeStatus }) =>
  status === 'OPEN' ? <Badge tone="accent">Open</Badge> : <Badge>Closed</Badge>;
