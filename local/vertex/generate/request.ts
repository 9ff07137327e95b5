import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';

/** A schema in Gemini's own language, as far as answers are made to it. */
export interface ResponseSchema {
  readonly type?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly items?: ResponseSchema | undefined;
  readonly properties?: Readonly<Record<string, ResponseSchema>> | undefined;
}

const responseSchema: z.ZodType<ResponseSchema> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    enum: z.array(z.string()).optional(),
    items: responseSchema.optional(),
    properties: z.record(z.string(), responseSchema).optional(),
  }),
);

const contentSchema = z.object({
  role: z.string().optional(),
  parts: z.array(z.object({ text: z.string().optional() })).min(1),
});

const requestSchema = z.object({
  contents: z.array(contentSchema).min(1),
  systemInstruction: contentSchema.nullish(),
  generationConfig: z
    .object({
      responseMimeType: z.string().optional(),
      responseSchema: responseSchema.optional(),
      candidateCount: z.int().min(1).max(8).optional(),
      maxOutputTokens: z.int().min(1).optional(),
    })
    .nullish(),
});

/** A question. */
export interface Question {
  /** The texts of the conversation, in order. */
  readonly texts: readonly string[];
  /** The form that the answer was asked in; without it, prose. */
  readonly schema: ResponseSchema | undefined;
}

/** @throws ApiError 400 that names the field at fault */
export function readQuestion(body: unknown): Question {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ApiError(400, `Invalid value at '${issue?.path.join('.') ?? ''}': ${issue?.message ?? ''}`);
  }
  const { contents, generationConfig } = parsed.data;
  const schema = generationConfig?.responseSchema;
  if (schema && generationConfig.responseMimeType !== 'application/json') {
    throw new ApiError(400, 'A response schema needs the response MIME type application/json.');
  }
  const texts = contents.flatMap(({ parts }) => parts.flatMap(({ text }) => text ?? []));
  return { texts, schema };
}
