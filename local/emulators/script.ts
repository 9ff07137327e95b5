import { spawn } from 'node:child_process';
import { z } from 'zod';

/*
 * Runs the command of `exec` in the environment that the person's shell had, with what the suite adds to it: what keeps
 * the suite itself off the network is no business of the command.
 */

/** The variable in which the suite's process hands over the command, and what the shell had in its environment. */
const VARIABLE = 'AGENTTRADER_SCRIPT';

const schema = z.object({
  command: z.string(),
  restore: z.record(z.string(), z.string().nullable()),
});

const { command, restore } = schema.parse(JSON.parse(process.env[VARIABLE] ?? ''));
const env: NodeJS.ProcessEnv = { ...process.env };
delete env[VARIABLE];
for (const [name, value] of Object.entries(restore)) {
  if (value === null) delete env[name];
  else env[name] = value;
}
const child = spawn(command, { shell: true, stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 1 : 130);
});
