/** A file cannot be opened, read or written; the message names it and says what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/** Codes of the system and of SQLite, with what happened and what to do. */
const PROBLEMS: readonly (readonly [
  codes: readonly (string | number)[],
  sentence: (path: string) => string,
])[] = [
  [
    ['ENOSPC', 'EDQUOT', 'EFBIG', 13],
    path => `there is no room left to write ${path}: make room on its disk`,
  ],
  [
    ['EACCES', 'EPERM', 'EROFS', 8],
    path =>
      `${path} may not be written: give yourself the right to write it, or use another folder with --data DIR`,
  ],
  [['EISDIR', 'ENOTDIR', 'EEXIST', 14], path => `${path} cannot be opened: something else is in its place`],
  [
    [11, 26],
    path => `${path} is damaged, or another program's: put it elsewhere, or start from empty with --fresh`,
  ],
  [['EIO', 10], path => `${path} cannot be read or written: its disk reports an error`],
];

/**
 * Why a file cannot be kept, in a sentence that names the file and says what to do; `undefined` for an error that is
 * not about files. SQLite's extended codes count as what they extend.
 */
export function storageProblem(error: unknown, path: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode, cause } = error as Error & { code?: unknown; errcode?: unknown };
  const known = typeof errcode === 'number' ? errcode & 0xff : code;
  const problem = PROBLEMS.find(([codes]) => codes.some(each => each === known));
  return problem?.[1](path) ?? storageProblem(cause, path);
}

/** Does work with a file. @throws StorageError in the place of an error that is about files */
export function withFile<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const problem = error instanceof StorageError ? undefined : storageProblem(error, path);
    throw problem === undefined ? error : new StorageError(problem, { cause: error });
  }
}

/** What to tell of an error that is about files, whether or not it was named where it happened; `undefined` otherwise. */
export function tellStorageProblem(error: unknown): string | undefined {
  if (error instanceof StorageError) return error.message;
  const { path } = error as { path?: unknown };
  return typeof path === 'string' ? storageProblem(error, path) : undefined;
}
