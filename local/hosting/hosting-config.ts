import { posix } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  public: z.string(),
  rewrites: z.array(z.object({ source: z.string(), destination: z.string() })).default([]),
  headers: z
    .array(
      z.object({ source: z.string(), headers: z.array(z.object({ key: z.string(), value: z.string() })) }),
    )
    .default([]),
});

/** The part of firebase.json's `hosting` section that is served here. */
export type HostingConfig = z.infer<typeof schema>;

/** @throws ZodError when firebase.json has no `hosting` section, or one that cannot be read */
export const readHostingConfig = (firebaseJson: unknown): HostingConfig =>
  z.object({ hosting: schema }).parse(firebaseJson).hosting;

const matches = (path: string, source: string): boolean =>
  posix.matchesGlob(path, source.startsWith('/') || source.startsWith('*') ? source : `/${source}`);

/** The headers of a path: every rule that matches adds its own, and a later one replaces an earlier. */
export function headersFor({ headers }: HostingConfig, path: string): Record<string, string> {
  const matching = headers.filter(({ source }) => matches(path, source));
  return Object.fromEntries(matching.flatMap(rule => rule.headers.map(({ key, value }) => [key, value])));
}

/** The file that answers for a path that is no file itself; the first rule that matches counts. */
export const rewriteFor = ({ rewrites }: HostingConfig, path: string): string | undefined =>
  rewrites.find(({ source }) => matches(path, source))?.destination;

/**
 * The content security policy, with more sources for some directives: a local stack is reached under addresses that
 * production does not have.
 */
export function widenPolicy(policy: string, more: Readonly<Record<string, readonly string[]>>): string {
  return policy
    .split(';')
    .map(text => text.trim())
    .filter(text => text !== '')
    .map(directive => [directive, ...(more[directive.split(' ')[0] ?? ''] ?? [])].join(' '))
    .join('; ');
}
