import { Writable } from 'node:stream';
import { supervise } from '../../../local/stack/supervisor.ts';
import { fixture, guarded } from './fixture-parts.ts';

/* Supervises a plain and a guarded part and prints whatever they say, their process ids among it, until it is killed. */

const supervisor = supervise([fixture('plain', 'serve'), guarded('guarded', 'parent')], {
  openLog: () =>
    new Writable({
      write(chunk, _encoding, done) {
        process.stdout.write(chunk, () => done());
      },
    }),
  show: () => {},
});
await supervisor.ready();
console.log('everything is ready');
