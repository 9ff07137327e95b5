import { createStore } from 'zustand/vanilla';

/** Has the user sign in once more. Answers whether they did; at once where nobody can be asked. */
export type AskToSignIn = (why: string) => Promise<boolean>;

/** A wish of the server that the user should sign in once more. */
export interface SignInRequest {
  /** The server's sentence. */
  readonly why: string;
  answer(signedIn: boolean): void;
}

interface State {
  /** Whether the page can show it. */
  readonly hosted: boolean;
  readonly request: SignInRequest | null;
}

/** The one question of the page: null while there is none. */
export const signInRequests = createStore<State>(() => ({ hosted: false, request: null }));

/** Asks, and waits for the answer. Whoever asks meanwhile gets the same one. */
export const askToSignIn: AskToSignIn = why => {
  const { hosted, request } = signInRequests.getState();
  if (!hosted) return Promise.resolve(false);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const answer = (signedIn: boolean) => {
    signInRequests.setState({ request: null });
    request?.answer(signedIn);
    resolve(signedIn);
  };
  signInRequests.setState({ request: { why: request?.why ?? why, answer } });
  return promise;
};

/** Says that the question can be shown from now on; what it answers says that it cannot any more. */
export function hostSignInRequests(): () => void {
  signInRequests.setState({ hosted: true });
  return () => {
    signInRequests.getState().request?.answer(false);
    signInRequests.setState({ hosted: false });
  };
}
