import type { GenerativeModel, RequestOptions, ResponseSchema, VertexInit } from '@google-cloud/vertexai';
import type { Clock } from '../../runtime/clock.ts';
import { DeadlineExceeded, withDeadline } from '../../runtime/deadline.ts';
import { type Prompt, renderPrompt } from '../prompt/prompt.ts';
import { MAX_OUTPUT_TOKENS, type ModelAnswer, type SignalInputs, type SignalModel } from '../signal-model.ts';
import { SignalModelError } from '../signal-model-error.ts';
import { apiEndpointOf } from './endpoint.ts';
import { toSignalModelError } from './errors.ts';
import { readResponse } from './read-response.ts';
import { responseSchemaFor } from './response-schema.ts';

export interface VertexOptions {
  readonly project: string;
  /** A region, or `global`. */
  readonly location: string;
  /** The id of a Gemini model. */
  readonly model: string;
  /** How long an answer may take, a second try included, in milliseconds. */
  readonly deadlineMs: number;
  readonly clock: Clock;
  /** A stand-in on this machine: asked instead of Google, with a token that is worth nothing. */
  readonly local?: { readonly host: string; readonly port: number } | undefined;
}

/**
 * The `SignalModel` port over Gemini on Vertex AI. The SDK is loaded at the first question, and in this file only:
 * Google has declared its class superseded, and says so on the console whenever one is made.
 *
 * A question is asked again once, and only where no connection was made: one that broke may have carried it, and a
 * model is asked no more often than is counted.
 */
export function vertexSignalModel(options: VertexOptions): SignalModel {
  const { clock, deadlineMs } = options;
  let client: Promise<Client> | undefined;
  return {
    name: options.model,
    async propose(inputs) {
      const prompt = renderPrompt(inputs);
      const endsAt = clock.now().getTime() + deadlineMs;
      const attempt = async (): Promise<ModelAnswer> => {
        client ??= openClient(options);
        const remaining = endsAt - clock.now().getTime();
        if (remaining <= 0) throw new SignalModelError('model_timeout');
        return await ask((await client)(prompt.system, { timeout: remaining }), prompt, inputs);
      };
      try {
        return await withDeadline(clock, deadlineMs, () => attempt().catch(orOnceMore(attempt)));
      } catch (thrown) {
        if (thrown instanceof DeadlineExceeded) throw new SignalModelError('model_timeout');
        throw toSignalModelError(thrown);
      }
    },
  };
}

/** Asks again where nobody was asked. */
const orOnceMore =
  (attempt: () => Promise<ModelAnswer>) =>
  async (thrown: unknown): Promise<ModelAnswer> => {
    const error = toSignalModelError(thrown);
    if (error.code !== 'model_unreachable') throw error;
    return attempt();
  };

async function ask(model: GenerativeModel, prompt: Prompt, inputs: SignalInputs): Promise<ModelAnswer> {
  const { response } = await model.generateContent({
    contents: [{ role: 'user', parts: prompt.parts.map(text => ({ text })) }],
    generationConfig: {
      candidateCount: 1,
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      responseMimeType: 'application/json',
      responseSchema: responseSchemaFor(inputs) as unknown as ResponseSchema,
    },
  });
  return readResponse(response);
}

type Client = (system: string, requestOptions: RequestOptions) => GenerativeModel;

async function openClient(options: VertexOptions): Promise<Client> {
  const { project, location, model } = options;
  const { VertexAI } = await import('@google-cloud/vertexai');
  const apiEndpoint = apiEndpointOf(location, options.local);
  const vertex = new VertexAI({
    project,
    location,
    ...(apiEndpoint === undefined ? {} : { apiEndpoint }),
    ...(options.local ? { googleAuthOptions: { authClient: localToken() } } : {}),
  });
  return (systemInstruction, requestOptions) =>
    vertex.getGenerativeModel({ model, systemInstruction }, requestOptions);
}

type AuthClient = NonNullable<NonNullable<VertexInit['googleAuthOptions']>['authClient']>;

/** All that the SDK asks of its credentials is a token. */
const localToken = (): AuthClient =>
  ({ getAccessToken: async () => ({ token: 'local' }) }) as unknown as AuthClient;
