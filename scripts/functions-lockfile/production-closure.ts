import type { LockedPackage, Lockfile } from './lockfile.ts';

/** One package of a closure. */
export interface Member {
  /** Where the source lockfile has it, such as `node_modules/a/node_modules/b`. */
  readonly path: string;
  readonly entry: LockedPackage;
  /** Whether everything that leads to it is optional, so that an installation may do without. */
  optional: boolean;
  /** Path of what each dependency is found as, by its name. */
  readonly uses: Map<string, string>;
}

/** The lockfile cannot answer for a package. The message says which one, and what to do. */
export class LockfileError extends Error {}

/**
 * Everything that the workspace needs to run, found as Node finds it: each dependency in the closest `node_modules`.
 *
 * @param workspace its folder, which is also its path in the lockfile
 * @throws LockfileError when a package that must be there is not
 */
export function productionClosure(lock: Lockfile, workspace: string): Map<string, Member> {
  const members = new Map<string, Member>();
  visit(lock, members, workspace, false);
  return members;
}

function visit(lock: Lockfile, members: Map<string, Member>, path: string, optional: boolean): void {
  const entry = lock.packages[path];
  if (entry === undefined || entry.link) {
    throw new LockfileError(
      `package-lock.json has no package at ${path} that can be deployed: run npm install in the root directory.`,
    );
  }
  const known = members.get(path);
  // Seen already, and not more needed than it was thought to be.
  if (known !== undefined && (optional || !known.optional)) return;
  const member = known ?? { path, entry, optional, uses: new Map<string, string>() };
  member.optional = optional;
  members.set(path, member);
  for (const need of needsOf(entry)) {
    const found = resolveFrom(lock, path, need.name);
    if (found !== undefined) {
      member.uses.set(need.name, found);
      visit(lock, members, found, optional || need.optional);
    } else if (!need.optional) {
      throw new LockfileError(
        `package-lock.json lacks ${need.name}, which ${path} needs: run npm install in the root directory.`,
      );
    }
  }
}

interface Need {
  readonly name: string;
  readonly optional: boolean;
}

function needsOf(entry: LockedPackage): Need[] {
  const optionalPeer = (name: string) => entry.peerDependenciesMeta?.[name]?.optional === true;
  const optional = Object.keys(entry.optionalDependencies ?? {});
  const plain = Object.keys(entry.dependencies ?? {}).filter(name => !optional.includes(name));
  // npm installs the peers that a package insists on, and leaves it to others to bring the optional ones.
  const peers = Object.keys(entry.peerDependencies ?? {}).filter(name => !optionalPeer(name));
  return [
    ...plain.map(name => ({ name, optional: false })),
    ...peers.map(name => ({ name, optional: false })),
    ...optional.map(name => ({ name, optional: true })),
  ];
}

/** Where Node finds a package that is asked for from a path: undefined where there is none. */
export function resolveFrom(lock: Lockfile, path: string, name: string): string | undefined {
  for (let folder = path; ; folder = parentOf(folder)) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock.packages[candidate] !== undefined) return candidate;
    if (folder === '') return undefined;
  }
}

/** The package in whose `node_modules` a path is; the root, `''`, for a workspace and for what is installed there. */
function parentOf(path: string): string {
  const end = path.lastIndexOf('/node_modules/');
  return end < 0 ? '' : path.slice(0, end);
}
