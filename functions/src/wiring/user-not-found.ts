/** Whether Firebase Auth has said that there is no such account. */
export const isUserNotFound = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'auth/user-not-found';
