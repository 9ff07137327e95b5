import { setLogLevel } from 'firebase/firestore';
import { type RunningStack, startStack } from '../tests/support/stack.ts';
import { World } from '../tests/support/world.ts';
import { CommandError, EXIT, type ExitCode, runCommand } from './admin/run-command.ts';
import {
  type MultiTenantFlags,
  type Part,
  parseMultiTenantFlags,
  USAGE,
} from './multi-tenant/command-line.ts';
import { createTenants, FORTUNES, findTenants, removeTenants } from './multi-tenant/test-tenants.ts';
import { type Check, findLeftovers, verify } from './multi-tenant/verify.ts';

/*
 * Several tenants of different fortunes on one stack, as an operator would check a release: their data, their errors
 * and their kill switches are their own.  npm run test:multi-tenant -- create|verify|cleanup|all
 */

async function multiTenant(argv: readonly string[]): Promise<ExitCode> {
  const flags = parseMultiTenantFlags(argv);
  // A denial is what is asked for here, and no news.
  setLogLevel('silent');
  switch (flags.mode) {
    case 'help':
      console.log(USAGE);
      return EXIT.done;
    case 'all':
      return onStackOfItsOwn();
    default:
      return onRunningStack(flags, flags.mode);
  }
}

async function onStackOfItsOwn(): Promise<ExitCode> {
  console.log('Starting a stack of its own …');
  const stack = await startStack();
  const world = new World(stack);
  try {
    await world.freezeMarket();
    const exits = [await create(world), await check(world), await cleanUp(world)];
    return exits.find(exit => exit !== EXIT.done) ?? EXIT.done;
  } finally {
    await world.db.terminate();
    await stack.stop();
  }
}

async function onRunningStack(
  flags: MultiTenantFlags,
  mode: 'create' | 'verify' | 'cleanup',
): Promise<ExitCode> {
  const world = new World(await runningStack(flags));
  try {
    return await { create, verify: check, cleanup: cleanUp }[mode](world);
  } finally {
    await world.db.terminate();
  }
}

/** The stack that answers there. @throws CommandError where none does */
async function runningStack({ project, ports }: MultiTenantFlags): Promise<RunningStack> {
  for (const [part, port] of Object.entries(ports)) {
    await fetch(`http://127.0.0.1:${port}/`).catch(() => {
      throw new CommandError(
        `No stack answers: ${part} is not at 127.0.0.1:${port}. Start one with npm start, name its ports, or let "all" start its own.`,
      );
    });
  }
  return {
    project,
    data: '',
    address: part => `127.0.0.1:${ports[part as Part]}`,
    output: () => '',
    stop: async () => null,
  };
}

async function create(world: World): Promise<ExitCode> {
  const tenants = await createTenants(world);
  for (const [name, fortune] of Object.entries(FORTUNES)) {
    console.log(`  ${name.padEnd(12)}  ${tenants[name as keyof typeof FORTUNES].uid}  ${fortune}`);
  }
  return EXIT.done;
}

async function check(world: World): Promise<ExitCode> {
  return report(await verify(world, await findTenants(world)));
}

async function cleanUp(world: World): Promise<ExitCode> {
  const removed = await removeTenants(world);
  const left = (await Promise.all(removed.map(tenant => findLeftovers(world, tenant)))).flat();
  for (const path of left) console.log(`  still there: ${path}`);
  return report([
    {
      what: `${removed.length} test tenants are removed, and nothing of them is left`,
      holds: left.length === 0,
    },
  ]);
}

function report(checks: readonly Check[]): ExitCode {
  for (const { what, holds } of checks) console.log(`${holds ? '  ok    ' : '  FAILED'}  ${what}`);
  return checks.every(({ holds }) => holds) ? EXIT.done : EXIT.failed;
}

process.exit(await runCommand(() => multiTenant(process.argv.slice(2)), console.error));
