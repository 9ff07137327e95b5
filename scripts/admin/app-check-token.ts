import { localAppCheckToken } from '../../local/functions/app-check-token.ts';
import type { Target } from './target.ts';

/** What proves to a project that enforces App Check that a terminal may call it; the local stack takes one of its own. */
export function appCheckTokenOf(target: Target, env: NodeJS.ProcessEnv): string | undefined {
  const given = env.AGENTTRADER_APP_CHECK_TOKEN;
  if (given !== undefined) return given;
  return target.kind === 'local' ? localAppCheckToken(Date.now()) : undefined;
}
