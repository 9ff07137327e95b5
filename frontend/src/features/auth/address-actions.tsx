import type { AddressActionWords } from './address-action.tsx';
import { TextLink } from './text-link.tsx';

/** What the links in our messages do to an address, by the `mode` that Firebase puts into them. */
export const ADDRESS_ACTIONS: Readonly<Record<string, AddressActionWords>> = {
  verifyEmail: {
    title: 'Confirm your e-mail address',
    question: email =>
      `Did you sign up at AgentTrader as ${email}? If not, close this page: nothing happens, and nobody can use the account.`,
    button: 'Confirm the address',
    done: () => 'Your address is confirmed.',
  },
  verifyAndChangeEmail: {
    title: 'Change your e-mail address',
    question: email => `From now on, sign in to AgentTrader as ${email}?`,
    button: 'Change the address',
    done: email => `Your address is changed. Sign in as ${email}.`,
  },
  recoverEmail: {
    title: 'Take the change back',
    question: email =>
      `The address of your account was changed. If that was not you, make ${email} its address again.`,
    button: 'Take the change back',
    done: email => (
      <>
        Your account has the address {email} again. If you did not change it yourself, somebody may know your
        password: <TextLink to="/reset-password">choose a new one</TextLink>.
      </>
    ),
  },
};
