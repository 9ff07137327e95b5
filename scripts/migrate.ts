import { appCheckTokenOf } from './admin/app-check-token.ts';
import { callFunction } from './admin/call-function.ts';
import { MIGRATE_USAGE, parseMigrateFlags } from './admin/migrate-flags.ts';
import { reportText } from './admin/migration-report.ts';
import { startProgress } from './admin/progress.ts';
import { EXIT, type ExitCode, runCommand } from './admin/run-command.ts';
import { operatorLogin, requireApiKey, signIn, signInAsOwner } from './admin/sign-in.ts';
import { parseTarget } from './admin/target.ts';

async function migrate(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const flags = parseMigrateFlags(argv);
  if (flags.help) {
    console.log(MIGRATE_USAGE);
    return EXIT.done;
  }
  const target = parseTarget(flags, env);
  const login = operatorLogin(flags, target, env);
  const progress = startProgress(process.stderr);
  try {
    progress.step(`Signing in as ${login.email}`);
    const apiKey = requireApiKey(flags.apiKey, target, env);
    const appCheckToken = appCheckTokenOf(target, env);
    const idToken = await signInAsOwner(
      () => signIn(target, login, apiKey),
      first => callFunction(target, 'confirm_address', { idToken: first, appCheckToken }, {}),
    );
    progress.step(
      `${flags.dryRun ? 'Looking at' : 'Migrating'} the data of ${flags.user} in ${target.project}`,
    );
    const tokens = { idToken, appCheckToken };
    const { user: targetUserId, dryRun, withoutGlobal, moveKeys } = flags;
    const request = { targetUserId, dryRun, withoutGlobal, moveKeys };
    const response = await callFunction(target, 'migrate_legacy_data', tokens, request);
    progress.end();
    console.log(flags.json ? JSON.stringify(response, null, 2) : reportText(response, flags.all));
    return response.status === 'partial' ? EXIT.partial : EXIT.done;
  } finally {
    progress.end();
  }
}

process.exitCode = await runCommand(() => migrate(process.argv.slice(2), process.env), console.error);
