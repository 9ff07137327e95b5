import { type BrokerEnvironment, brokerEnvironment } from '@agenttrader/domain/accounts/environment';
import { connectBroker } from '@agenttrader/domain/callables/connect-broker';
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '@/components/ui/button.tsx';
import { FormField } from '@/components/ui/form-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { type RadioCard, RadioCards } from '@/components/ui/radio-cards.tsx';
import { toast } from '@/components/ui/toast.ts';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { useCall } from '@/hooks/use-call.ts';
import type { KeptForVisit } from '@/lib/kept-for-visit.ts';

const keysForm = connectBroker.request.pick({ keyId: true, secretKey: true });
const EMPTY = { keyId: '', secretKey: '' };

const WORLDS: readonly RadioCard<BrokerEnvironment>[] = [
  {
    value: 'paper',
    title: 'Paper',
    detail: 'A practice account with play money. Free, and the right place to start.',
  },
  {
    value: 'live',
    title: 'Live',
    detail:
      'Your real account, with real money. It is read, and never traded in: shadow trades send no orders.',
  },
];

interface ConnectBrokerFormProps {
  /** Where the chosen kind of account outlives a reload; keys never do. */
  kept?: KeptForVisit;
  onConnected?(): void;
}

/** Takes a pair of keys, has them verified with the broker, and forgets them. */
export function ConnectBrokerForm({ kept, onConnected }: ConnectBrokerFormProps) {
  const { error, send } = useCall(connectBroker);
  const { uid } = useSession();
  const [environment, setEnvironment] = useState(
    () => brokerEnvironment.safeParse(kept?.read(uid)).data ?? 'paper',
  );
  const choose = (chosen: BrokerEnvironment) => {
    setEnvironment(chosen);
    kept?.keep(uid, chosen);
  };
  const { register, handleSubmit, reset, formState } = useForm({
    resolver: zodResolver(keysForm),
    defaultValues: EMPTY,
  });
  const { keyId, secretKey } = formState.errors;
  // Keys stay in the page for as long as somebody is typing them, and no longer.
  useEffect(() => () => reset(EMPTY), [reset]);

  const connect = (keys: { keyId: string; secretKey: string }) =>
    send({ environment, ...keys }, ({ message }) => {
      reset(EMPTY);
      kept?.forget();
      toast.success(message);
      onConnected?.();
    });

  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={handleSubmit(connect)}
      className="flex max-w-xl flex-col gap-4"
    >
      <RadioCards<BrokerEnvironment>
        aria-label="Kind of account"
        cards={WORLDS}
        value={environment}
        onChange={choose}
      />
      <p className="text-muted text-sm">
        Create a pair of keys at alpaca.markets, in the {environment} account’s overview, and paste both here.
        They are kept in a vault that no browser can read.
      </p>
      <FormField label="Key id" error={keyId?.message}>
        <Input autoComplete="off" spellCheck={false} {...register('keyId')} />
      </FormField>
      <FormField
        label="Secret key"
        hint="Alpaca shows it once, when the pair is made."
        error={secretKey?.message}
      >
        <Input type="password" autoComplete="off" {...register('secretKey')} />
      </FormField>
      {error && <Notice tone="danger">{error}</Notice>}
      <Button type="submit" variant="primary" busy={formState.isSubmitting} className="self-start">
        Connect
      </Button>
    </form>
  );
}
