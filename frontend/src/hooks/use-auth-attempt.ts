import { authMessage } from '@/lib/auth-message.ts';
import { useAttempt } from './use-attempt.ts';

/** Attempts of what Firebase Auth does, whose failures have sentences of their own. */
export const useAuthAttempt = () => useAttempt({ sentenceOf: authMessage });
