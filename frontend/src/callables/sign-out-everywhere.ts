import {
  signOutEverywhereRequest,
  signOutEverywhereResponse,
} from '@agenttrader/domain/callables/sign-out-everywhere';
import { defineCallable } from '@/lib/callables.ts';

/** Ends every session of the user's, this one with them. */
export const signOutEverywhere = defineCallable(
  'sign_out_everywhere',
  signOutEverywhereRequest,
  signOutEverywhereResponse,
);
