import type { EndpointName } from './endpoints.ts';

/** One program of the stack: how it is started, and how to tell that it is ready. */
export interface Part {
  /** Names the log file and prefixes the lines on the screen. */
  readonly name: string;
  readonly endpoints: readonly EndpointName[];
  /** The file that Node runs. */
  readonly module: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Matches the line of output that says it takes requests. */
  readonly ready: RegExp;
  /** What of a line of output a person should see; undefined for most. */
  readonly notable: (line: OutputLine) => string | undefined;
}

export interface OutputLine {
  readonly from: 'stdout' | 'stderr';
  readonly text: string;
}
