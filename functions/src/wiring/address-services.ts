import type { ConfirmAddressPorts, Person } from '../accounts/confirm-address.ts';
import { systemClock } from '../runtime/clock.ts';
import { cloudLog } from '../runtime/cloud-log.ts';
import { firebaseAuth } from './firebase-auth.ts';
import { isUserNotFound } from './user-not-found.ts';

/** What confirming an address needs. */
export function addressServices(): ConfirmAddressPorts {
  const auth = firebaseAuth();
  return {
    people: {
      find: uid =>
        auth.getUser(uid).then(
          ({ email, emailVerified, customClaims, providerData }): Person => ({
            email,
            emailVerified,
            claims: customClaims ?? {},
            ways: providerData.map(way => ({ by: way.providerId, email: way.email })),
          }),
          (thrown: unknown) => {
            if (isUserNotFound(thrown)) return undefined;
            throw thrown;
          },
        ),
      endSessions: uid => auth.revokeRefreshTokens(uid),
      unlink: async (uid, by) => void (await auth.updateUser(uid, { providersToUnlink: [...by] })),
      setClaims: (uid, claims) => auth.setCustomUserClaims(uid, claims),
    },
    clock: systemClock,
    log: cloudLog,
  };
}
