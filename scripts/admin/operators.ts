import { CommandError } from './run-command.ts';

/** Somebody who can sign in, as far as operators' rights are concerned. */
export interface Person {
  readonly uid: string;
  readonly email?: string | undefined;
  readonly emailVerified: boolean;
  readonly customClaims?: Readonly<Record<string, unknown>> | undefined;
}

/** The calls on Firebase Auth that operators' rights need. */
export interface People {
  /** Undefined when nobody has signed up with the address. */
  findByEmail(email: string): Promise<Person | undefined>;
  setClaims(uid: string, claims: Readonly<Record<string, unknown>> | null): Promise<void>;
  /** Ends the person's sessions: the next time that a token is due, they have to sign in again. */
  endSessions(uid: string): Promise<void>;
  all(): AsyncIterable<Person>;
}

const CLAIM = 'admin';

/**
 * Makes somebody an operator; their other claims stay. Answers the sentence to print.
 *
 * @param requireVerified refuse an address that nobody has proven to own: anybody could have signed up with it
 * @throws CommandError
 */
export async function grant(people: People, email: string, requireVerified: boolean): Promise<string> {
  const person = await personOf(people, email);
  if (isOperator(person)) return `${email} is an operator already.`;
  if (requireVerified && !person.emailVerified) {
    throw new CommandError(
      `${email} has not been verified: whoever signed up with it may not own it. Have them follow the link in their verification mail first.`,
    );
  }
  await people.setClaims(person.uid, { ...person.customClaims, [CLAIM]: true });
  return `${email} is an operator from the next time they sign in.`;
}

/** Takes the right away; other claims stay. Answers the sentence to print. @throws CommandError */
export async function revoke(people: People, email: string): Promise<string> {
  const person = await personOf(people, email);
  if (!isOperator(person)) return `${email} is no operator; nothing was changed.`;
  const { [CLAIM]: _, ...others } = person.customClaims ?? {};
  await people.setClaims(person.uid, Object.keys(others).length > 0 ? others : null);
  await people.endSessions(person.uid);
  return `${email} is no operator any more. A token that they hold already is good for an hour at most.`;
}

/** Who signed up with the address. @throws CommandError */
export async function find(people: People, email: string): Promise<string> {
  const person = await personOf(people, email);
  const verified = person.emailVerified ? 'address confirmed' : 'address not confirmed';
  return `${person.uid}  ${email}  ${verified}${isOperator(person) ? '  operator' : ''}`;
}

/** The operators, one a line. */
export async function list(people: People): Promise<string> {
  const lines: string[] = [];
  for await (const person of people.all()) {
    if (isOperator(person)) lines.push(`${person.email ?? '(no e-mail)'}  ${person.uid}`);
  }
  return lines.length > 0 ? lines.sort().join('\n') : 'There are no operators.';
}

async function personOf(people: People, email: string): Promise<Person> {
  const person = await people.findByEmail(email);
  if (person) return person;
  throw new CommandError(`Nobody has signed up as ${email}. They have to sign up first.`);
}

/** The claim counts only as the boolean, for rules and functions alike. */
const isOperator = ({ customClaims }: Person): boolean => customClaims?.[CLAIM] === true;
