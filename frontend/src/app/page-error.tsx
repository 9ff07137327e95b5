import { Link } from 'react-router';
import { Button } from '../components/ui/button.tsx';
import { buttonStyle } from '../components/ui/button-style.ts';
import { ErrorState } from '../components/ui/error-state.tsx';

/** The browser fetches a page's code when it is first visited; after a new release the old code is gone. */
const isMissingCode = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script|preload/i.test(error.message);

/** Stands where a page broke; the navigation around it goes on working. */
export function PageError({ error }: { error: unknown }) {
  const missingCode = isMissingCode(error);
  return (
    <ErrorState
      title={missingCode ? 'This page could not be loaded' : 'This page broke'}
      className="py-24"
      action={
        <>
          <Button variant="primary" onClick={() => location.reload()}>
            Reload
          </Button>
          <Link to="/" className={buttonStyle()}>
            Go to the overview
          </Link>
        </>
      }
    >
      {missingCode
        ? 'Check your connection. If it is fine, a newer version is out: reload to get it.'
        : 'Reload it. Nothing was traded or changed by this. If it breaks again, tell us what you did just before.'}
    </ErrorState>
  );
}
