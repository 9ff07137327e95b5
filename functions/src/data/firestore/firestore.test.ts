import { describe, expect, it } from 'vitest';
import { requireFirestore } from './firestore.ts';

describe('an emulator without Firestore', () => {
  const emulator = { FUNCTIONS_EMULATOR: 'true', GCLOUD_PROJECT: 'demo-x' };

  it('says so for a project that exists on no cloud, instead of looking for it there', () => {
    expect(() => requireFirestore(emulator)).toThrow('start all emulators');
  });

  it.each([
    ['has one', { ...emulator, FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080' }],
    ['is of a real project', { ...emulator, GCLOUD_PROJECT: 'real' }],
    ['is no emulator', { GCLOUD_PROJECT: 'demo-x' }],
  ])('is no concern where it %s', (_, env) => {
    expect(() => requireFirestore(env)).not.toThrow();
  });
});
