import { z } from 'zod';
import { addressStanding } from '../../domain/src/accounts/confirmed-address.ts';
import { postJson } from '../../local/callables/post-json.ts';
import { UsageError } from '../../local/command-line/flags.ts';
import { DEMO_PASSWORD, DEMO_TENANTS, emailOf } from '../../local/seed/demo-tenants.ts';
import { CommandError } from './run-command.ts';
import type { Target } from './target.ts';

const TIMEOUT_MS = 15_000;

/** What somebody signs in with. */
export interface OperatorLogin {
  readonly email: string;
  readonly password: string;
}

const REASONS: Readonly<Record<string, string>> = {
  EMAIL_NOT_FOUND: 'nobody has signed up with this e-mail address',
  INVALID_PASSWORD: 'the password is wrong',
  INVALID_LOGIN_CREDENTIALS: 'the e-mail address or the password is wrong',
  USER_DISABLED: 'this account is disabled',
};

/** The web app's key: the flag, then the environment. The emulator takes any. @throws UsageError */
export function requireApiKey(flag: string | undefined, target: Target, env: NodeJS.ProcessEnv): string {
  const apiKey = flag ?? env.AGENTTRADER_WEB_API_KEY;
  if (apiKey !== undefined) return apiKey;
  if (target.kind === 'local') return 'local';
  throw new UsageError(
    'Signing in to a real project takes the web app’s API key: --api-key or AGENTTRADER_WEB_API_KEY.',
  );
}

const session = z.object({ idToken: z.string() });
const failure = z.object({ error: z.object({ message: z.string() }) });

/**
 * Who signs in: the flags, then the environment; on the local stack, the operator of the demo.
 *
 * @throws UsageError
 */
export function operatorLogin(
  flags: { readonly email?: string | undefined; readonly password?: string | undefined },
  target: Target,
  env: NodeJS.ProcessEnv,
): OperatorLogin {
  const email = flags.email ?? env.AGENTTRADER_OPERATOR_EMAIL;
  const password = flags.password ?? env.AGENTTRADER_OPERATOR_PASSWORD;
  if (email !== undefined && password !== undefined) return { email, password };
  const demo = DEMO_TENANTS.find(({ kind }) => kind === 'operator');
  if (email === undefined && password === undefined && target.kind === 'local' && demo) {
    return { email: emailOf(demo), password: DEMO_PASSWORD };
  }
  throw new UsageError(
    `Say who you are: ${email === undefined ? '--email' : '--password'} is missing. Better than flags, which others on ` +
      'this machine can read: AGENTTRADER_OPERATOR_EMAIL and AGENTTRADER_OPERATOR_PASSWORD.',
  );
}

/**
 * Signs in and answers the token that proves it. Where the address was confirmed and the server has not seen it yet, it
 * does now, and ends every session that began before; the second sign-in counts.
 *
 * @param confirm calls `confirm_address` with the token of the first sign-in
 * @throws CommandError
 */
export async function signInAsOwner(
  signIn: () => Promise<string>,
  confirm: (idToken: string) => Promise<unknown>,
): Promise<string> {
  const idToken = await signIn();
  if (addressStanding(parseClaims(idToken)) !== 'unproven') return idToken;
  await confirm(idToken);
  return signIn();
}

const parseClaims = (idToken: string): unknown =>
  JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString());

/** Signs in and answers the token that proves it. @throws CommandError */
export async function signIn(
  target: Target,
  { email, password }: OperatorLogin,
  apiKey: string,
): Promise<string> {
  const path = `identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=${encodeURIComponent(apiKey)}`;
  const url = target.kind === 'local' ? `http://${target.auth}/${path}` : `https://${path}`;
  const { body } = await postJson(url, { email, password, returnSecureToken: true }, {}, TIMEOUT_MS).catch(
    (): never => {
      const hint = target.kind === 'local' ? ' Is the local stack running (npm start)?' : '';
      throw new CommandError(`${new URL(url).host} does not answer.${hint}`);
    },
  );
  const signedIn = session.safeParse(body);
  if (signedIn.success) return signedIn.data.idToken;
  const { data } = failure.safeParse(body);
  const code = data?.error.message.split(' ')[0] ?? 'an unreadable answer';
  throw new CommandError(`${email} could not sign in: ${REASONS[code] ?? code}.`);
}
