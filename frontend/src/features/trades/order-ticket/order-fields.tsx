import { Controller, type UseFormReturn } from 'react-hook-form';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { SegmentedControl } from '@/features/trades/parts/segmented-control.tsx';
import { usePreferences } from '@/hooks/use-preferences.ts';
import type { OrderTicketPreset } from '@/stores/order-ticket.ts';
import type { SizeKind, TicketFields, TicketOrder } from './ticket-form.ts';

const SIDE_OPTIONS = [
  { value: 'BUY', label: 'Buy (long)' },
  { value: 'SELL', label: 'Sell (short)' },
] as const;
const SIZE_OPTIONS = [
  { value: 'notional', label: 'US dollars' },
  { value: 'quantity', label: 'Quantity' },
] as const;

/** Until the field has the focus, privacy mode shows what is in it as dots. */
const MASKED = '[-webkit-text-security:disc] focus:[-webkit-text-security:none]';

interface OrderFieldsProps {
  form: UseFormReturn<TicketFields, unknown, TicketOrder>;
  preset: OrderTicketPreset;
  /** The size is to be stated in the other way. */
  onSizeKind(kind: SizeKind): void;
}

/** What is to be traded, which way, and how much of it. A signal's symbol and side stay what they are. */
export function OrderFields({ form, preset, onSizeKind }: OrderFieldsProps) {
  const { register, control, watch } = form;
  const { errors } = form.formState;
  const { privacyMode } = usePreferences();
  const sizeKind = watch('sizeKind');
  const bySignal = preset.signalId !== undefined;
  return (
    <div className="grid grid-cols-[2fr_3fr] gap-3 sm:grid-cols-2">
      <FormField label="Symbol" error={errors.symbol?.message}>
        <Input
          autoFocus={!preset.symbol}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          placeholder="AAPL, BTC/USD"
          readOnly={bySignal}
          className="uppercase placeholder:normal-case"
          {...register('symbol')}
        />
      </FormField>
      <div className="flex flex-col gap-1">
        <span className="font-medium text-sm">Side</span>
        <Controller
          control={control}
          name="side"
          render={({ field }) => (
            <SegmentedControl
              aria-label="Side"
              options={SIDE_OPTIONS}
              value={field.value}
              onChange={field.onChange}
              disabled={bySignal}
            />
          )}
        />
      </div>
      <FormField label={sizeKind === 'notional' ? 'Amount' : 'Quantity'} error={errors.size?.message}>
        <Input
          autoFocus={preset.symbol !== undefined}
          inputMode="decimal"
          autoComplete="off"
          className={privacyMode ? MASKED : ''}
          {...register('size')}
        />
      </FormField>
      <div className="flex flex-col gap-1">
        <span className="font-medium text-sm">Size in</span>
        <Controller
          control={control}
          name="sizeKind"
          render={({ field }) => (
            <SegmentedControl
              aria-label="Size in"
              options={SIZE_OPTIONS}
              value={field.value}
              onChange={onSizeKind}
            />
          )}
        />
      </div>
    </div>
  );
}
