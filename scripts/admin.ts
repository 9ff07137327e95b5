import { ADMIN_USAGE, type AdminFlags, parseAdminFlags } from './admin/admin-flags.ts';
import { callFunction } from './admin/call-function.ts';
import { firebasePeople } from './admin/firebase-people.ts';
import { type Operation, operate } from './admin/operations.ts';
import { grant, list, revoke } from './admin/operators.ts';
import { apiKeyOf, operatorLogin, signIn } from './admin/sign-in.ts';
import { targetOf } from './admin/target.ts';
import { EXIT, type ExitCode, runCommand } from './admin/usage-error.ts';

/** A little longer than the functions may take. */
const TIMEOUT_MS = 70_000;

async function admin(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const flags = parseAdminFlags(argv);
  console.log(await answerTo(flags, env));
  return EXIT.done;
}

async function answerTo(flags: AdminFlags, env: NodeJS.ProcessEnv): Promise<string> {
  const { command } = flags;
  if (command.name === 'help') return ADMIN_USAGE;
  const target = targetOf(flags, env);
  switch (command.name) {
    case 'grant':
      return grant(firebasePeople(target, env), command.email, target.kind === 'production');
    case 'revoke':
      return revoke(firebasePeople(target, env), command.email);
    case 'list':
      return list(firebasePeople(target, env));
    default:
      return asOperator(command, flags, env);
  }
}

async function asOperator(operation: Operation, flags: AdminFlags, env: NodeJS.ProcessEnv): Promise<string> {
  const target = targetOf(flags, env);
  const login = operatorLogin(flags, target, env);
  const idToken = await signIn(target, login, apiKeyOf(flags.apiKey, target, env));
  const tokens = { idToken, appCheckToken: env.AGENTTRADER_APP_CHECK_TOKEN };
  return operate(operation, (name, data) => callFunction(target, name, tokens, data, TIMEOUT_MS));
}

process.exitCode = await runCommand(() => admin(process.argv.slice(2), process.env), console.error);
