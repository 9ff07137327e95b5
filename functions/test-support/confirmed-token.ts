/** The claims of a session that began after its address was marked, at a time in seconds since the epoch. */
export const confirmedToken = (uid: string, at = 1_772_463_600, claims: Record<string, unknown> = {}) => {
  const email = `${uid}@test.example`;
  return {
    uid,
    email,
    email_verified: true,
    auth_time: at,
    firebase: { sign_in_provider: 'password', identities: {} },
    confirmed: { email, by: ['password'], at: at - 1 },
    ...claims,
  };
};
