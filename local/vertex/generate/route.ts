import { ApiError } from '../http/api-error.ts';
import type { Delivery } from './deliver.ts';

/** Where a question was sent to. */
export interface Route {
  readonly project: string;
  readonly location: string;
  readonly model: string;
  readonly delivery: Delivery;
}

const PATH =
  /^\/v1(?:beta1)?\/projects\/([^/]+)\/locations\/([^/]+)\/publishers\/google\/models\/([^/:]+):(generateContent|streamGenerateContent)$/;

/** Gemini 1 and 2 are no longer served. */
const SERVED = /^gemini-(?![12]\b)/;

/** @throws ApiError 404 for another path, and for a model that Vertex AI does not serve */
export function parseRoute(url: URL): Route {
  const [, project, location, model, method] = PATH.exec(url.pathname) ?? [];
  if (project === undefined || location === undefined || model === undefined) {
    throw new ApiError(404, `Nothing is served at ${url.pathname}.`);
  }
  if (!SERVED.test(model)) {
    throw new ApiError(
      404,
      `Publisher Model \`projects/${project}/locations/${location}/publishers/google/models/${model}\` was not found or your project does not have access to it.`,
    );
  }
  const delivery =
    method === 'generateContent' ? 'whole' : url.searchParams.get('alt') === 'sse' ? 'events' : 'list';
  return { project, location, model, delivery };
}
