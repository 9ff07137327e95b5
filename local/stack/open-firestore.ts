import type { Firestore } from '@google-cloud/firestore';
import { HOST } from './endpoints.ts';

/**
 * A client of the local Firestore with an owner's rights. The library is loaded here, on demand, because that
 * takes longer than starting all the parts.
 */
export async function openFirestore(port: number, project: string): Promise<Firestore> {
  const { Firestore: Client } = await import('@google-cloud/firestore');
  return new Client({
    projectId: project,
    host: `${HOST}:${port}`,
    ssl: false,
    customHeaders: { Authorization: 'Bearer owner' },
    ignoreUndefinedProperties: false,
  });
}
