/** Kept until the tab closes or somebody signs out, so that a reload does not bring the wizard back. */
const KEY = 'agenttrader.welcome-skipped';

/** Whether this user has left the wizard in this tab. */
export const isWelcomeSkipped = (uid: string): boolean => sessionStorage.getItem(KEY) === uid;
/** Remembers that this user has left the wizard. */
export const skipWelcome = (uid: string): void => sessionStorage.setItem(KEY, uid);
/** Forgets it, whoever it was. */
export const forgetWelcome = (): void => sessionStorage.removeItem(KEY);
