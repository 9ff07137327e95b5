import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/ui/button.tsx';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input, Textarea } from '@/components/ui/input.tsx';
import { type QuestionForm, questionForm, toQuestion } from './question.ts';
import type { Question } from './use-ask-signal.ts';

/** What to ask about: a symbol, a view of the market, both or neither. */
export function AskForm({ busy, onAsk }: { busy: boolean; onAsk(question: Question): void }) {
  const { register, handleSubmit, formState } = useForm<QuestionForm>({
    resolver: zodResolver(questionForm),
    defaultValues: { symbol: '', marketConditions: '' },
  });
  const { symbol, marketConditions } = formState.errors;
  return (
    <form noValidate onSubmit={handleSubmit(form => onAsk(toQuestion(form)))} className="flex flex-col gap-4">
      <FormField label="Symbol" hint="Empty: among what you hold and a few indices." error={symbol?.message}>
        <Input
          placeholder="AAPL or BTC/USD"
          autoCapitalize="characters"
          autoComplete="off"
          {...register('symbol')}
        />
      </FormField>
      <FormField
        label="Your view of the market"
        hint="Optional. The model reads it as your opinion, not as an instruction."
        error={marketConditions?.message}
      >
        <Textarea {...register('marketConditions')} />
      </FormField>
      <Button type="submit" variant="primary" busy={busy} className="self-start">
        Ask for a signal
      </Button>
    </form>
  );
}
