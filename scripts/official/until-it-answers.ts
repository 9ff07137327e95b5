import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const LONGEST_MS = 60_000;
const BETWEEN_MS = 100;

/** Resolves when the server of a process answers. @throws Error when the process ends before, or nothing answers in a minute */
export async function untilItAnswers(server: ChildProcess, url: string): Promise<void> {
  const start = performance.now();
  while (performance.now() - start < LONGEST_MS) {
    if (server.exitCode !== null)
      throw new Error(`The Firestore emulator ended with code ${server.exitCode}.`);
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    if (answer?.ok) return;
    await delay(BETWEEN_MS);
  }
  throw new Error(`Nothing answered on ${url} within ${LONGEST_MS / 1_000} seconds.`);
}
