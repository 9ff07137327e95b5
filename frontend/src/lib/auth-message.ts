const MESSAGES: Readonly<Record<string, string>> = {
  'auth/invalid-credential':
    'The e-mail address or the password is wrong. Check both, or reset the password.',
  'auth/wrong-password': 'The e-mail address or the password is wrong. Check both, or reset the password.',
  'auth/user-not-found': 'The e-mail address or the password is wrong. Check both, or reset the password.',
  'auth/invalid-email': 'This is not an e-mail address.',
  'auth/weak-password': 'This password is too easy to guess. Take a longer one.',
  'auth/password-does-not-meet-requirements': 'This password is too easy to guess. Take a longer one.',
  'auth/user-disabled': 'This account has been disabled. Write to us to learn why.',
  'auth/too-many-requests': 'Too many attempts. Wait a few minutes, or reset the password.',
  'auth/network-request-failed':
    'The sign-in service could not be reached. Check your connection and try again.',
  'auth/popup-blocked':
    'Your browser blocked the window for signing in. Allow it for this site and try again.',
  'auth/popup-closed-by-user': 'The window for signing in was closed before it was done. Try again.',
  'auth/cancelled-popup-request': 'Another window for signing in is open. Finish there, or try again.',
  'auth/account-exists-with-different-credential':
    'There is an account with this address that signs in another way. Use the way you used before.',
  'auth/requires-recent-login': 'For this, sign out and in again first.',
  'auth/expired-action-code': 'This link has expired. Ask for a new one.',
  'auth/invalid-action-code': 'This link has been used already, or is incomplete. Ask for a new one.',
};

/** The code of a refusal of Auth's, such as `auth/weak-password`. */
export function authCodeOf(thrown: unknown): string | undefined {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** What went wrong with signing in, in words that say what to do. Never says whether an address has an account. */
export function authMessage(thrown: unknown): string {
  const code = authCodeOf(thrown);
  const known = code === undefined ? undefined : MESSAGES[code];
  return known ?? 'This did not work. Try again; if it lasts, reload the page.';
}
