import type { User } from 'firebase/auth';
import { z } from 'zod';

const withToken = z.object({ stsTokenManager: z.object({ accessToken: z.string() }) });

/**
 * The claims of the ID token that the user holds, which may have expired: asking the SDK for them would renew it, and
 * fail without a connection. Undefined when there is no token that can be read.
 */
export function tokenClaims(user: Pick<User, 'toJSON'>): unknown {
  const held = withToken.safeParse(user.toJSON());
  const payload = held.data?.stsTokenManager.accessToken.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const binary = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, byte => byte.charCodeAt(0))));
  } catch {
    return undefined;
  }
}
