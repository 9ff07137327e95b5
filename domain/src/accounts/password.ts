/** The shortest password of an account. Auth holds to it where the project's password policy says the same. */
export const MIN_PASSWORD = 8;
