import {
  type Auth,
  browserPopupRedirectResolver,
  EmailAuthProvider,
  GoogleAuthProvider,
  reauthenticateWithCredential,
  reauthenticateWithPopup,
  type User,
} from 'firebase/auth';

export const PASSWORD = EmailAuthProvider.PROVIDER_ID;
export const GOOGLE = GoogleAuthProvider.PROVIDER_ID;

/** Who is signed in, with what the account can sign in with. @throws when nobody is */
export function signedIn(auth: Auth): { readonly user: User; readonly ways: ReadonlySet<string> } {
  if (auth.currentUser === null) throw new Error('Nobody is signed in.');
  const { currentUser: user } = auth;
  return { user, ways: new Set(user.providerData.map(({ providerId }) => providerId)) };
}

export const againByPassword = (user: User, password: string): Promise<unknown> =>
  reauthenticateWithCredential(user, EmailAuthProvider.credential(user.email ?? '', password));

/** @param isLocal on a local stack nothing reaches Google: its emulator takes the account's own claims for an answer */
export function againByGoogle(user: User, isLocal: boolean): Promise<unknown> {
  if (!isLocal) return reauthenticateWithPopup(user, new GoogleAuthProvider(), browserPopupRedirectResolver);
  const sub = user.providerData.find(({ providerId }) => providerId === GOOGLE)?.uid;
  const claims = JSON.stringify({ sub, email: user.email, email_verified: true });
  return reauthenticateWithCredential(user, GoogleAuthProvider.credential(claims));
}
