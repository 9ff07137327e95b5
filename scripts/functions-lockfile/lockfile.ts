import { z } from 'zod';

const ranges = z.record(z.string(), z.string()).optional();

const lockedPackage = z.looseObject({
  version: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  dependencies: ranges,
  optionalDependencies: ranges,
  peerDependencies: ranges,
  peerDependenciesMeta: z.record(z.string(), z.looseObject({ optional: z.boolean().optional() })).optional(),
});

/** What a lockfile says of one package; fields that are of no consequence here are kept as they are. */
export type LockedPackage = z.infer<typeof lockedPackage>;

const lockfile = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), lockedPackage),
});

/** A package-lock.json: what stands where, by the path that it is installed under. */
export type Lockfile = z.infer<typeof lockfile>;

const manifest = z.looseObject({ name: z.string(), version: z.string(), dependencies: ranges });

/** The part of a package.json that a lockfile repeats. */
export type Manifest = z.infer<typeof manifest>;

/** @throws ZodError when the text is no lockfile of npm 7 or newer */
export const parseLockfile = (text: string): Lockfile => lockfile.parse(JSON.parse(text));

/** @throws ZodError when the text is no package.json with a name and a version */
export const parseManifest = (text: string): Manifest => manifest.parse(JSON.parse(text));
