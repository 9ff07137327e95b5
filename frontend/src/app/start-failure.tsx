import { Button } from '@/components/ui/button.tsx';
import { WebConfigError } from '@/lib/web-config.ts';

/** The dashboard cannot start: says what is missing, all of it at once. */
export function StartFailure({ error }: { error: unknown }) {
  const isConfig = error instanceof WebConfigError;
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-4 p-6">
      <h1 className="font-semibold text-xl">AgentTrader could not start</h1>
      <p className="text-muted">{isConfig ? error.message : 'Something went wrong while it was starting.'}</p>
      {isConfig && (
        <ul className="list-disc space-y-1 pl-5 text-sm">
          {error.problems.map(problem => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <div>
        <Button variant="primary" onClick={() => location.reload()}>
          Reload
        </Button>
      </div>
    </main>
  );
}
