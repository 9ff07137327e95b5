import { z } from 'zod';

const URL_OF_CONFIG = '/__/firebase/init.json';

const address = z.string().regex(/^[^:/\s]+:\d{1,5}$/, 'must be host:port');

const webConfigSchema = z.object({
  projectId: z.string().min(1),
  apiKey: z.string().min(1),
  authDomain: z.string().min(1),
  appId: z.string().min(1),
  /** Present on a local stack only: where its parts listen. */
  emulators: z.object({ auth: address, firestore: address, functions: address }).partial().optional(),
  /** How the page proves that it is the dashboard, where the project uses App Check; the token is a local stack's. */
  appCheck: z
    .union([
      z.strictObject({ siteKey: z.string().min(1) }),
      z.strictObject({ debugToken: z.string().min(1) }),
    ])
    .optional(),
  /** Present on a local stack only: tenants that one click signs in as. */
  demoAccounts: z
    .array(z.object({ label: z.string().min(1), email: z.email(), password: z.string().min(1) }))
    .optional(),
});

/** Which Firebase project the dashboard talks to, and where. Nothing in it is secret. */
export type WebConfig = z.infer<typeof webConfigSchema>;

/** The dashboard cannot start. The message says what is missing and who can mend it. */
export class WebConfigError extends Error {
  override readonly name = 'WebConfigError';
  /** One sentence for each thing that is wrong. */
  readonly problems: readonly string[];
  constructor(message: string, problems: readonly string[]) {
    super(message);
    this.problems = problems;
  }
}

/**
 * Checks a configuration.
 *
 * @throws WebConfigError naming every field that is missing or malformed
 */
export function parseWebConfig(json: unknown): WebConfig {
  const result = webConfigSchema.safeParse(json);
  if (result.success) return result.data;
  throw new WebConfigError(
    'The configuration of this site is incomplete.',
    result.error.issues.map(issue => `${issue.path.join('.') || 'the whole'}: ${issue.message}`),
  );
}

/** Where a build names the site key of App Check: Hosting's own configuration has no place for it. */
function builtIn(page: Document): Pick<WebConfig, 'appCheck'> {
  const siteKey = page.querySelector<HTMLMetaElement>('meta[name="app-check-site-key"]')?.content;
  return siteKey ? { appCheck: { siteKey } } : {};
}

/**
 * Fetches the configuration from where Firebase Hosting, and Vite in development, serve it.
 *
 * @throws WebConfigError
 */
export async function fetchWebConfig(fetcher: typeof fetch = fetch): Promise<WebConfig> {
  let response: Response;
  try {
    response = await fetcher(URL_OF_CONFIG, { headers: { accept: 'application/json' } });
  } catch {
    throw new WebConfigError('The configuration of this site could not be fetched.', [
      'Check your connection, then reload the page.',
    ]);
  }
  if (!response.ok) {
    throw new WebConfigError('This site has no configuration.', [
      `${URL_OF_CONFIG} answered ${response.status}. On Firebase Hosting it exists once a web app is registered in the project; in development it is the text of the environment variable WEB_CONFIG.`,
    ]);
  }
  return { ...builtIn(document), ...parseWebConfig(await response.json().catch(() => null)) };
}
