import type { IncomingMessage, ServerResponse } from 'node:http';
import { type BehaviourBoard, behaviourSchema } from './behaviour/board.ts';
import type { Route } from './generate/route.ts';
import { ApiError } from './http/api-error.ts';
import { readJson, sendJson } from './http/json.ts';

/** One question that was put, and how it was answered. */
export type LoggedQuestion = Route & { readonly behaviour: string | null };

/** Handles `/control/…`: how questions are answered, and which were put. @throws ApiError */
export async function handleControl(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  board: BehaviourBoard,
  questions: readonly LoggedQuestion[],
): Promise<void> {
  switch (`${request.method} ${path}`) {
    case 'GET /control/behaviour':
      return sendJson(response, 200, { behaviour: board.current });
    case 'PUT /control/behaviour': {
      const wanted = behaviourSchema.safeParse(await readJson(request));
      if (!wanted.success) throw new ApiError(400, wanted.error.issues[0]?.message ?? 'Invalid behaviour.');
      board.set(wanted.data);
      return sendJson(response, 200, { behaviour: board.current });
    }
    case 'DELETE /control/behaviour':
      board.clear();
      return sendJson(response, 200, { behaviour: null });
    case 'GET /control/questions':
      return sendJson(response, 200, { questions });
    default:
      throw new ApiError(404, `Nothing is served at ${request.method} ${path}.`);
  }
}
