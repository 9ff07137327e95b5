import { describe, expect, it } from 'vitest';
import type { LockedPackage, Lockfile, Manifest } from './lockfile.ts';
import { workspaceLockfile } from './workspace-lockfile.ts';

const rootLock = (packages: Record<string, LockedPackage>): Lockfile => ({ lockfileVersion: 3, packages });
const manifest = (dependencies: Record<string, string>): Manifest => ({
  name: 'functions',
  version: '1.0.0',
  dependencies,
});
const lockOf = (packages: Record<string, LockedPackage>, dependencies: Record<string, string>) =>
  workspaceLockfile(
    rootLock({ functions: { dependencies }, ...packages }),
    'functions',
    manifest(dependencies),
  );

describe('the lockfile of a workspace', () => {
  it('has what the workspace needs to run, as the root has it, and nothing else', () => {
    const { packages } = lockOf(
      {
        'node_modules/a': { version: '1.0.0', integrity: 'sha512-a', dependencies: { b: '^1.0.0' } },
        'node_modules/b': { version: '2.0.0', integrity: 'sha512-b2', dev: true },
        'node_modules/a/node_modules/b': { version: '1.5.0', integrity: 'sha512-b1' },
        'node_modules/unrelated': { version: '9.0.0' },
      },
      { a: '^1.0.0' },
    );
    expect(packages).toEqual({
      '': { name: 'functions', version: '1.0.0', dependencies: { a: '^1.0.0' }, engines: undefined },
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-a', dependencies: { b: '^1.0.0' } },
      'node_modules/a/node_modules/b': { version: '1.5.0', integrity: 'sha512-b1' },
    });
  });

  it('installs what the root takes for development only, where the workspace needs it', () => {
    const { packages } = lockOf({ 'node_modules/a': { version: '1.0.0', devOptional: true } }, { a: '1' });
    expect(packages['node_modules/a']).toEqual({ version: '1.0.0' });
  });

  it('lets nothing be left out that something insists on', () => {
    const { packages } = lockOf(
      {
        'node_modules/a': { version: '1.0.0', optionalDependencies: { b: '1', c: '1', missing: '1' } },
        'node_modules/b': { version: '1.0.0', optional: true, dependencies: { d: '1' } },
        'node_modules/c': { version: '1.0.0', optional: true },
        'node_modules/d': { version: '1.0.0', optional: true },
        'node_modules/z': { version: '1.0.0', peerDependencies: { c: '1' } },
      },
      { a: '1', z: '1' },
    );
    expect(packages['node_modules/b']).toMatchObject({ optional: true });
    expect(packages['node_modules/d']).toMatchObject({ optional: true });
    expect(packages['node_modules/c']).not.toHaveProperty('optional');
  });

  it('puts what the workspace has for itself at the top', () => {
    const { packages } = lockOf(
      {
        'functions/node_modules/a': { version: '2.0.0' },
        'node_modules/a': { version: '1.0.0' },
      },
      { a: '2' },
    );
    expect(packages['node_modules/a']).toEqual({ version: '2.0.0' });
  });

  it('refuses where a package would find another version than it was tested with', () => {
    const packages = {
      'functions/node_modules/b': { version: '2.0.0' },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '1' } },
      'node_modules/b': { version: '1.0.0' },
    };
    expect(() => lockOf(packages, { a: '1', b: '2' })).toThrow('Two versions of node_modules/b');
  });

  it('refuses a dependency that is not locked, or a package of this repository', () => {
    expect(() => lockOf({}, { a: '1' })).toThrow('lacks a, which functions needs: run npm install');
    expect(() => lockOf({ 'node_modules/a': { link: true } }, { a: '1' })).toThrow('that can be deployed');
  });

  it('refuses a lockfile of another package.json', () => {
    const lock = rootLock({ functions: { dependencies: { a: '1', b: '1' } } });
    expect(() => workspaceLockfile(lock, 'functions', manifest({ a: '2' }))).toThrow('disagree about a, b');
  });
});
