import type { LockedPackage, Lockfile, Manifest } from './lockfile.ts';
import { LockfileError, type Member, productionClosure, resolveFrom } from './production-closure.ts';

/**
 * The lockfile of a workspace by itself, as it is deployed: what it needs to run, with the versions and checksums that
 * the root's lockfile has, and nothing else.
 *
 * @param manifest the workspace's package.json
 * @throws LockfileError when the root's lockfile is not of this package.json, or cannot be reproduced apart
 */
export function workspaceLockfile(root: Lockfile, workspace: string, manifest: Manifest): Lockfile {
  requireSameRanges(root.packages[workspace]?.dependencies ?? {}, manifest, workspace);
  const members = productionClosure(root, workspace);
  const packages: Record<string, LockedPackage> = {};
  for (const member of members.values()) {
    if (member.path === workspace) continue;
    const place = placeOf(member.path, workspace);
    if (packages[place] !== undefined) throw new LockfileError(twoVersions(place, workspace));
    packages[place] = deployed(member);
  }
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  const { name, version, dependencies, engines } = manifest;
  const lock = {
    name,
    version,
    lockfileVersion: 3 as const,
    requires: true,
    packages: { '': { name, version, dependencies, engines }, ...sorted },
  };
  requireSameAnswers(lock, members, workspace);
  return lock;
}

/** A workspace's own `node_modules` is the top one where the workspace stands alone. */
const placeOf = (path: string, workspace: string): string =>
  path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path;

const twoVersions = (place: string, workspace: string): string =>
  `Two versions of ${place} are used by ${workspace} and want the same place: run npm dedupe in the root directory.`;

/** Whether something is for development only, or installed for its peers, was said of the whole repository. */
function deployed({ entry, optional }: Member): LockedPackage {
  const { dev: _dev, devOptional: _devOptional, peer: _peer, optional: _optional, ...kept } = entry;
  return optional ? { ...kept, optional: true } : kept;
}

function requireSameRanges(
  locked: Readonly<Record<string, string>>,
  { dependencies = {} }: Manifest,
  workspace: string,
): void {
  const names = new Set([...Object.keys(locked), ...Object.keys(dependencies)]);
  const differing = [...names].filter(name => locked[name] !== dependencies[name]);
  if (differing.length === 0) return;
  throw new LockfileError(
    `${workspace}/package.json and package-lock.json disagree about ${differing.join(', ')}: run npm install in the root directory.`,
  );
}

/** What a package finds in the workspace's installation must be what it found in the one that was tested. */
function requireSameAnswers(lock: Lockfile, members: ReadonlyMap<string, Member>, workspace: string): void {
  for (const member of members.values()) {
    const from = member.path === workspace ? '' : placeOf(member.path, workspace);
    for (const [name, tested] of member.uses) {
      const found = resolveFrom(lock, from, name);
      if (found === placeOf(tested, workspace)) continue;
      throw new LockfileError(
        `${member.path} uses ${tested}, and would find ${found ?? 'none'} where ${workspace} is installed alone: run npm dedupe in the root directory.`,
      );
    }
  }
}
