import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { FullPageSpinner } from '@/app/full-page-spinner.tsx';
import type { VisitChoice } from '@/lib/visit-choices.ts';

/** Makes the choice that the address names, and goes on to the overview. */
export function Chosen({ choice, uid }: { choice: VisitChoice; uid: string }) {
  const navigate = useNavigate();
  useEffect(() => {
    choice.make(uid);
    navigate('/', { replace: true });
  }, [choice, uid, navigate]);
  return <FullPageSpinner />;
}
