import { spawn } from 'node:child_process';

/*
 * A part of a stack that does nothing but live and die in a certain way:
 *
 *   serve      says that it is ready, leaves when asked to or when its parent is gone
 *   crash      says that it is ready, then why it cannot go on, and exits with code 3
 *   stubborn   is ready, and ignores being asked to leave
 *   parent     is ready once it has started two further processes that ignore everything
 *   immortal   one of those
 */
const [mode = ''] = process.argv.slice(2);

const ready = () => console.log(`fixture listening on 127.0.0.1:1 as ${process.pid}`);
const live = () => setInterval(() => {}, 60_000);

switch (mode) {
  case 'serve':
    process.on('SIGTERM', () => process.exit(0));
    process.on('disconnect', () => process.exit(0));
    ready();
    live();
    break;
  case 'crash':
    ready();
    console.error('fixture: the disk is full');
    process.exitCode = 3;
    process.disconnect?.();
    break;
  case 'stubborn':
    process.on('SIGTERM', () => {});
    process.on('disconnect', () => {});
    ready();
    live();
    break;
  case 'parent': {
    const children = [1, 2].map(() =>
      spawn(process.execPath, [process.argv[1] ?? '', 'immortal'], { stdio: 'ignore' }),
    );
    console.log(`children ${children.map(child => child.pid).join(' ')}`);
    process.on('SIGTERM', () => process.exit(0));
    ready();
    live();
    break;
  }
  case 'immortal':
    process.on('SIGTERM', () => {});
    live();
    break;
  default:
    throw new Error(`no such mode: ${mode}`);
}
