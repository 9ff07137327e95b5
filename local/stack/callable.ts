import { z } from 'zod';
import { localAppCheckToken } from '../functions/app-check-token.ts';

const success = z.object({ result: z.unknown() });
const failure = z.object({ error: z.object({ status: z.string(), message: z.string() }) });

/** A callable function refused; `status` is one of the callable protocol's codes, such as UNAUTHENTICATED. */
class CallableError extends Error {
  readonly status: string;

  constructor(name: string, status: string, message: string) {
    super(`${name}: ${message} (${status})`);
    this.status = status;
  }
}

/** Invokes deployed functions the way the browser does: the callable protocol over HTTP. */
export class Callables {
  readonly #base: string;

  constructor(address: string, project: string, region: string) {
    this.#base = `http://${address}/${project}/${region}`;
  }

  /** @throws CallableError when the function answers with an error, or does not exist */
  async call(name: string, idToken: string, data: unknown): Promise<unknown> {
    const response = await fetch(`${this.#base}/${name}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${idToken}`,
        'content-type': 'application/json',
        'x-firebase-appcheck': localAppCheckToken(Date.now()),
      },
      body: JSON.stringify({ data }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    const answer = parse(text);
    const succeeded = success.safeParse(answer);
    if (response.ok && succeeded.success) return succeeded.data.result;
    const failed = failure.safeParse(answer);
    if (failed.success) throw new CallableError(name, failed.data.error.status, failed.data.error.message);
    throw new CallableError(name, `HTTP ${response.status}`, text.slice(0, 200));
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
