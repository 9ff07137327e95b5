import {
  type BotConfig,
  openTradesLimit,
  type TradingLimits,
} from '@agenttrader/domain/documents/bot-config';
import type { Money } from '@agenttrader/domain/money/money';
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useMemo } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '@/components/ui/button.tsx';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useServices } from '@/contexts/services-context.tsx';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { saveBotConfig } from '@/data/tenant-writes.ts';
import { useSnapshot } from '@/hooks/use-account.ts';
import { useAttempt } from '@/hooks/use-attempt.ts';
import { amountField } from '@/lib/amount-field.ts';
import type { KeptForVisit } from '@/lib/kept-for-visit.ts';
import { keepLimits, readKeptLimits, type TypedLimits } from './kept-limits.ts';

/** An empty field is no number, and not zero. */
const count = z
  .string()
  .transform(text => (text.trim() === '' ? Number.NaN : Number(text)))
  .pipe(openTradesLimit);

/** As the fields hold the limits: amounts as people type them, percentages of the equity among them. */
const limitsForm = (whole: Money | null) => {
  const amount = amountField({ whole, mayBeZero: true });
  return z.strictObject({
    maxTradeUsd: amount,
    maxDailyLossUsd: amount,
    maxNotionalUsd: amount,
    maxOpenTrades: count,
  });
};

const FIELDS = [
  { name: 'maxTradeUsd', label: 'Largest trade', hint: 'US dollars. No trade and no signal is larger.' },
  { name: 'maxNotionalUsd', label: 'All open trades together', hint: 'US dollars, at their entry prices.' },
  {
    name: 'maxDailyLossUsd',
    label: 'Loss in a day',
    hint: 'US dollars. Once the trades closed today have lost this much, none is opened until midnight UTC.',
  },
] as const;

interface LimitsFormProps {
  config: BotConfig;
  /** Where what is typed outlives a reload until it is saved. */
  kept?: KeptForVisit;
}

/** The limits that hold for every trade, opened by hand, on a signal or by the bot. */
export function LimitsForm({ config, kept }: LimitsFormProps) {
  const { db } = useServices();
  const { uid } = useSession();
  const { error, attempt } = useAttempt();
  const equity = useSnapshot().data?.equity ?? null;
  const form = useMemo(() => limitsForm(equity), [equity]);
  const { register, handleSubmit, formState, subscribe } = useForm<TypedLimits, unknown, TradingLimits>({
    resolver: zodResolver(form),
    defaultValues: (kept && readKeptLimits(kept, uid)) ?? {
      ...config.limits,
      maxOpenTrades: String(config.limits.maxOpenTrades),
    },
  });
  useEffect(
    () =>
      kept &&
      subscribe({ formState: { values: true }, callback: ({ values }) => keepLimits(kept, uid, values) }),
    [kept, subscribe, uid],
  );

  const save = (limits: TradingLimits) =>
    attempt(async () => {
      await saveBotConfig(db, uid, { ...config, limits });
      toast.success('Your limits are saved.');
      kept?.forget();
    });

  return (
    <form noValidate onSubmit={handleSubmit(save)} className="flex max-w-md flex-col gap-4">
      {FIELDS.map(({ name, label, hint }) => (
        <FormField key={name} label={label} hint={hint} error={formState.errors[name]?.message}>
          <Input inputMode="decimal" autoComplete="off" {...register(name)} />
        </FormField>
      ))}
      <FormField
        label="Open trades at a time"
        hint="Zero opens none."
        error={formState.errors.maxOpenTrades?.message}
      >
        <Input inputMode="numeric" autoComplete="off" {...register('maxOpenTrades')} />
      </FormField>
      {error && <Notice tone="danger">{error}</Notice>}
      <Button type="submit" variant="primary" busy={formState.isSubmitting} className="self-start">
        Save limits
      </Button>
    </form>
  );
}
