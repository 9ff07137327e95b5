import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DEMO_TENANTS, type DemoTenant } from './seed/demo-tenants.ts';
import { type SeedPorts, seedTenant } from './seed/seed-tenant.ts';
import { writeAtomically } from './stack/atomic-file.ts';

const journal = z.object({ seeded: z.array(z.string()) });

/**
 * The demo tenants that were not created yet. A tenant is created once for a data directory: afterwards it
 * belongs to whoever plays with it, and a restart changes nothing of it.
 *
 * @param file remembers who was created
 */
export async function pendingDemoTenants(file: string): Promise<DemoTenant[]> {
  const seeded = await readSeeded(file);
  return DEMO_TENANTS.filter(tenant => !seeded.includes(tenant.name));
}

/** Creates the tenants one after the other, remembering each. @throws with the tenant's name when one fails */
export async function seedDemoTenants(
  tenants: readonly DemoTenant[],
  file: string,
  ports: SeedPorts,
): Promise<void> {
  const seeded = await readSeeded(file);
  for (const tenant of tenants) {
    try {
      await seedTenant(tenant, ports);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`demo tenant ${tenant.name} could not be created: ${reason}`, { cause: error });
    }
    seeded.push(tenant.name);
    await writeAtomically(file, `${JSON.stringify({ seeded })}\n`);
  }
}

async function readSeeded(file: string): Promise<string[]> {
  try {
    return journal.parse(JSON.parse(await readFile(file, 'utf8'))).seeded;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new Error(`${file} cannot be read: put it elsewhere, or start from empty with --fresh`, {
      cause: error,
    });
  }
}
