import { signInWithEmailAndPassword } from 'firebase/auth';
import { Button } from '@/components/ui/button.tsx';
import { useServices } from '@/contexts/services-context.tsx';
import { signInRepeatably } from './sign-in-repeatably.ts';

interface DemoButtonsProps {
  disabled: boolean;
  attempt(run: () => Promise<unknown>): Promise<boolean>;
}

/** One click into a demo tenant, where the configuration has any: on the local stack. */
export function DemoButtons({ disabled, attempt }: DemoButtonsProps) {
  const { auth, config, sessions } = useServices();
  if (!config.demoAccounts?.length) return null;
  return (
    <section aria-labelledby="demo" className="flex flex-col gap-2 border-line border-t pt-4">
      <h2 id="demo" className="font-medium text-muted text-sm">
        Try the demo
      </h2>
      {config.demoAccounts.map(({ label, email, password }) => (
        <Button
          key={email}
          size="sm"
          disabled={disabled}
          className="h-auto min-h-8 justify-start whitespace-normal py-1.5 text-left"
          onClick={() =>
            attempt(() => signInRepeatably(sessions, () => signInWithEmailAndPassword(auth, email, password)))
          }
        >
          {label}
        </Button>
      ))}
    </section>
  );
}
