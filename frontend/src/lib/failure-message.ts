import { WriteFailure } from '@/data/confirmed.ts';
import { CallableFailure } from './callable-failure.ts';

/** The sentence to show for whatever a call or a write has thrown. */
export function failureMessage(thrown: unknown): string {
  if (thrown instanceof CallableFailure || thrown instanceof WriteFailure) return thrown.message;
  return 'Something went wrong in this page. Reload it and try again.';
}
