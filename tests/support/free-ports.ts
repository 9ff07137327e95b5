import { portFinder } from '../../local/stack/ports.ts';

const freePort = portFinder();

/** Ports that nobody listens on, each of them another. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}
