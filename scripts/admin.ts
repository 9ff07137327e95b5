import { ADMIN_USAGE, type AdminCommand, type AdminFlags, parseAdminFlags } from './admin/admin-flags.ts';
import { appCheckTokenOf } from './admin/app-check-token.ts';
import { callFunction } from './admin/call-function.ts';
import { firebaseUsers } from './admin/firebase-users.ts';
import { type Call, type Operation, operate, type Result } from './admin/operations.ts';
import { find, grant, list, revoke } from './admin/operators.ts';
import { startProgress } from './admin/progress.ts';
import { type RepairCommand, repair } from './admin/repair.ts';
import { EXIT, type ExitCode, runCommand } from './admin/run-command.ts';
import { operatorLogin, requireApiKey, signIn, signInAsOwner } from './admin/sign-in.ts';
import { parseTarget } from './admin/target.ts';

async function admin(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const flags = parseAdminFlags(argv);
  const { command } = flags;
  if (command.name === 'repair') return repairDocuments(command, flags, env);
  const { text, exit } = await answerTo(command, flags, env);
  console.log(text);
  return exit;
}

async function answerTo(
  command: Exclude<AdminCommand, RepairCommand>,
  flags: AdminFlags,
  env: NodeJS.ProcessEnv,
): Promise<Result> {
  if (command.name === 'help') return done(ADMIN_USAGE);
  const target = parseTarget(flags, env);
  switch (command.name) {
    case 'grant':
      return done(await grant(firebaseUsers(target, env), command.email, target.kind === 'production'));
    case 'revoke':
      return done(await revoke(firebaseUsers(target, env), command.email));
    case 'list':
      return done(await list(firebaseUsers(target, env)));
    case 'find':
      return done(await find(firebaseUsers(target, env), command.email));
    default:
      return asOperator(command, flags, env);
  }
}

async function asOperator(operation: Operation, flags: AdminFlags, env: NodeJS.ProcessEnv): Promise<Result> {
  return operate(operation, await callAsOperator(flags, env));
}

async function repairDocuments(
  command: RepairCommand,
  flags: AdminFlags,
  env: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const progress = startProgress(process.stderr);
  try {
    const call = await callAsOperator(flags, env);
    const { text, unmendable } = await repair(command, call, step => progress.step(step));
    progress.end();
    console.log(text);
    return unmendable > 0 ? EXIT.partial : EXIT.done;
  } finally {
    progress.end();
  }
}

async function callAsOperator(flags: AdminFlags, env: NodeJS.ProcessEnv): Promise<Call> {
  const target = parseTarget(flags, env);
  const login = operatorLogin(flags, target, env);
  const apiKey = requireApiKey(flags.apiKey, target, env);
  const appCheckToken = appCheckTokenOf(target, env);
  const call =
    (idToken: string): Call =>
    (name, request) =>
      callFunction(target, name, { idToken, appCheckToken }, request);
  const idToken = await signInAsOwner(
    () => signIn(target, login, apiKey),
    first => call(first)('confirm_address', {}),
  );
  return call(idToken);
}

const done = (text: string): Result => ({ text, exit: EXIT.done });

process.exitCode = await runCommand(() => admin(process.argv.slice(2), process.env), console.error);
