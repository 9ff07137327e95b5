import type { Money } from '@agenttrader/domain/money/money';
import { Amount } from '@/components/figures/amount.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import type { OrderRefusal } from './estimate-order.ts';

interface RefusalNoticeProps {
  refusal: OrderRefusal;
  maxTrade: Money | null;
}

/** Why an order of this size would be refused, before it is sent. */
export const RefusalNotice = ({ refusal, maxTrade }: RefusalNoticeProps) => (
  <Notice tone="warn">
    {refusal === 'too-small' || maxTrade === null ? (
      'A trade is worth at least $1.00. Choose a larger size.'
    ) : (
      <>
        This is above your limit of <Amount value={maxTrade} /> for a single trade. Choose a smaller size, or
        raise the limit in Settings.
      </>
    )}
  </Notice>
);
