import type { WriteStream } from 'node:tty';

export interface Progress {
  /** Ends the step before, and names the next. */
  step(name: string): void;
  /** Ends the last step. Can be repeated. */
  end(): void;
}

/** Names each step as it begins; on a terminal the seconds that it takes are counted behind its name. */
export function startProgress(stream: Pick<WriteStream, 'write' | 'isTTY'>): Progress {
  let line = '';
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearInterval(timer);
    timer = undefined;
    if (line !== '' && stream.isTTY) stream.write('\n');
    line = '';
  };
  return {
    step(name) {
      end();
      line = `${name} …`;
      stream.write(stream.isTTY ? line : `${line}\n`);
      if (!stream.isTTY) return;
      let seconds = 0;
      timer = setInterval(() => {
        seconds += 1;
        stream.write(`\r${line} ${seconds} s`);
      }, 1_000);
    },
    end,
  };
}
