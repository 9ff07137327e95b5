import { AuthEmulator } from '../../local/auth/auth-emulator.ts';
import { startEmulator } from '../../local/auth/emulator.ts';

/** Who calls, as the functions SDK hands a verified token on. */
export interface CallableAuth {
  readonly uid: string;
  readonly token: Record<string, unknown>;
  readonly rawToken: string;
}

export interface InProcessAuth {
  readonly address: string;
  /** Signs somebody in whose address is confirmed; up, if nobody has the name. The uid is the name. */
  signIn(name: string, claims?: Readonly<Record<string, unknown>>): Promise<CallableAuth>;
  close(): Promise<void>;
}

const PASSWORD = 'correct-horse';

/** Firebase's own emulator of Auth in this process: the real thing, without the suite around it. */
export async function inProcessAuth(project: string): Promise<InProcessAuth> {
  const emulator = await startEmulator(project);
  const address = `127.0.0.1:${emulator.port}`;
  const auth = new AuthEmulator(address, project);
  const known = new Set<string>();
  return {
    address,
    async signIn(name, claims = {}) {
      const email = `${name}@test.example`;
      if (!known.has(name)) {
        await auth.createUser({ localId: name, email, password: PASSWORD, displayName: name });
        known.add(name);
      }
      await auth.confirmAddress({ localId: name, email }, claims);
      const { idToken } = await auth.signIn(email, PASSWORD);
      return callableAuthOf(idToken);
    },
    close: emulator.close,
  };
}

function callableAuthOf(rawToken: string): CallableAuth {
  const payload = Buffer.from(rawToken.split('.')[1] ?? '', 'base64url').toString();
  const token = JSON.parse(payload) as Record<string, unknown> & { sub: string };
  return { uid: token.sub, token: { ...token, uid: token.sub }, rawToken };
}
