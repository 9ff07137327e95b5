import type { BilledOperations } from '../../local/firestore/billing/billing.ts';

/** What a local Firestore has counted for a project since its start or the last reset, as Google would bill it. */
export async function billedOperations(address: string, project: string): Promise<BilledOperations> {
  return ask(address, project, 'GET');
}

/** The same, and counting begins anew: nothing falls between the two. */
export async function takeBilledOperations(address: string, project: string): Promise<BilledOperations> {
  return ask(address, project, 'DELETE');
}

async function ask(address: string, project: string, method: 'GET' | 'DELETE'): Promise<BilledOperations> {
  const url = `http://${address}/emulator/v1/projects/${project}:billedOperations`;
  const response = await fetch(url, { method });
  if (!response.ok) throw new Error(`${method} ${url} was answered with ${response.status}`);
  return (await response.json()) as BilledOperations;
}
