import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test-support/manual-clock.ts';
import { openSignalModel } from './open-signal-model.ts';

const clock = new ManualClock('2026-03-02T15:00:00Z');
const open = (model: string, env: NodeJS.ProcessEnv) =>
  openSignalModel({ model, vertexModel: 'gemini-x', vertexLocation: 'global' }, env, clock).name;

const project = { GCLOUD_PROJECT: 'demo-test' };
const emulator = { ...project, FUNCTIONS_EMULATOR: 'true' };
const local = { VERTEX_EMULATOR_HOST: '127.0.0.1:8092' };

describe('the model of a deployment', () => {
  it.each([
    ['built in unless Vertex is chosen', 'momentum', project, 'momentum-v1'],
    ['Gemini where it is chosen', 'vertex', project, 'gemini-x'],
    ['the stand-in on one’s own machine', 'momentum', { ...emulator, ...local }, 'gemini-x'],
    [
      'built in on one’s own machine without a stand-in, whatever is chosen',
      'vertex',
      emulator,
      'momentum-v1',
    ],
    [
      'built in where a deployed function names a stand-in',
      'momentum',
      { ...project, ...local },
      'momentum-v1',
    ],
  ])('is %s', (_, model, env, name) => {
    expect(open(model, env)).toBe(name);
  });

  it('is not asked at an address elsewhere', () => {
    expect(() => open('vertex', { ...emulator, VERTEX_EMULATOR_HOST: 'evil.example:443' })).toThrow(
      'on this machine',
    );
  });

  it('needs a project to be asked for', () => {
    expect(() => open('vertex', {})).toThrow('GCLOUD_PROJECT');
  });
});
