/** What a handler answers: a status and a JSON body; no body for 204. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}
