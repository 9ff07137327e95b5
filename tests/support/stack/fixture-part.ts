import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * A part of a stack that does nothing but live and die in a certain way:
 *
 *   serve      says that it is ready, leaves when asked to or when its parent is gone
 *   crash      says that it is ready, then why it cannot go on, and exits with code 3
 *   refuse     says what a person has to mend, and exits with code 2
 *   second     crashes the first time that it is started with a folder, and serves the second time
 *   stubborn   is ready, and ignores being asked to leave
 *   parent     is ready once it has started two further processes that ignore everything
 *   immortal   one of those
 */
const [mode = '', folder = ''] = process.argv.slice(2);

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
  case 'refuse':
    console.error('fixture: users.json is damaged');
    process.exitCode = 2;
    process.disconnect?.();
    break;
  case 'second':
    if (!existsSync(join(folder, 'started'))) {
      writeFileSync(join(folder, 'started'), '');
      process.exit(1);
    }
    process.on('SIGTERM', () => process.exit(0));
    ready();
    live();
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
