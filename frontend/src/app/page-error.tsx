import { Link } from 'react-router';
import { Button } from '@/components/ui/button.tsx';
import { buttonStyle } from '@/components/ui/button-style.ts';
import { ErrorState } from '@/components/ui/error-state.tsx';

/** Stands where a page broke, or everything did. */
export const PageError = () => (
  <ErrorState
    page
    title="This page broke"
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
    Reload it. Nothing was traded or changed by this. If it breaks again, tell us what you did just before.
  </ErrorState>
);
