import { CommandError } from './run-command.ts';

/** A user of Firebase Auth, as far as operators' rights are concerned. */
export interface AuthUser {
  readonly uid: string;
  readonly email?: string | undefined;
  readonly emailVerified: boolean;
  readonly customClaims?: Readonly<Record<string, unknown>> | undefined;
}

/** The calls on Firebase Auth that operators' rights need. */
export interface AuthUsers {
  /** Undefined when nobody has signed up with the address. */
  findByEmail(email: string): Promise<AuthUser | undefined>;
  setClaims(uid: string, claims: Readonly<Record<string, unknown>> | null): Promise<void>;
  /** Ends the user's sessions: the next time that a token is due, they have to sign in again. */
  endSessions(uid: string): Promise<void>;
  all(): AsyncIterable<AuthUser>;
}

const CLAIM = 'admin';

/**
 * Makes somebody an operator; their other claims stay. Answers the sentence to print.
 *
 * @param requireVerified refuse an address that nobody has proven to own: anybody could have signed up with it
 * @throws CommandError
 */
export async function grant(users: AuthUsers, email: string, requireVerified: boolean): Promise<string> {
  const user = await findUser(users, email);
  if (isOperator(user)) return `${email} is an operator already.`;
  if (requireVerified && !user.emailVerified) {
    throw new CommandError(
      `${email} has not been verified: whoever signed up with it may not own it. Have them follow the link in their verification mail first.`,
    );
  }
  await users.setClaims(user.uid, { ...user.customClaims, [CLAIM]: true });
  return `${email} is an operator from the next time they sign in.`;
}

/** Takes the right away; other claims stay. Answers the sentence to print. @throws CommandError */
export async function revoke(users: AuthUsers, email: string): Promise<string> {
  const user = await findUser(users, email);
  if (!isOperator(user)) return `${email} is no operator; nothing was changed.`;
  const { [CLAIM]: _, ...others } = user.customClaims ?? {};
  await users.setClaims(user.uid, Object.keys(others).length > 0 ? others : null);
  await users.endSessions(user.uid);
  return `${email} is no operator any more. A token that they hold already is good for an hour at most.`;
}

/** Who signed up with the address. @throws CommandError */
export async function find(users: AuthUsers, email: string): Promise<string> {
  const user = await findUser(users, email);
  const verified = user.emailVerified ? 'address confirmed' : 'address not confirmed';
  return `${user.uid}  ${email}  ${verified}${isOperator(user) ? '  operator' : ''}`;
}

/** The operators, one a line. */
export async function list(users: AuthUsers): Promise<string> {
  const lines: string[] = [];
  for await (const user of users.all()) {
    if (isOperator(user)) lines.push(`${user.email ?? '(no e-mail)'}  ${user.uid}`);
  }
  return lines.length > 0 ? lines.sort().join('\n') : 'There are no operators.';
}

async function findUser(users: AuthUsers, email: string): Promise<AuthUser> {
  const user = await users.findByEmail(email);
  if (user) return user;
  throw new CommandError(`Nobody has signed up as ${email}. They have to sign up first.`);
}

/** The claim counts only as the boolean, for rules and functions alike. */
const isOperator = ({ customClaims }: AuthUser): boolean => customClaims?.[CLAIM] === true;
