import { expect, test } from 'vitest';
import { Changes } from './changes.ts';
import { UsersNotSaved } from './saved-users.ts';

/** Users that are only counted, and a disk that does what the test says at each save. */
function setUp(outcomes: readonly ('saved' | 'full' | 'broken')[] = []) {
  let there: string[] = [];
  let saved: string[] = [];
  let saves = 0;
  const told: string[] = [];
  const changes = new Changes<string>({
    users: {
      async save() {
        const outcome = outcomes[saves] ?? 'saved';
        saves += 1;
        await Promise.resolve();
        if (outcome === 'full') throw new UsersNotSaved('no room');
        if (outcome === 'broken') throw new Error('no emulator');
        saved = [...there];
      },
      async undo() {
        there = [...saved];
      },
    },
    failure: reason => `failed: ${reason}`,
    tell: sentence => told.push(sentence),
  });
  const signUp = (name: string) =>
    changes.make(async () => {
      there.push(name);
      return name;
    });
  return { changes, signUp, told, there: () => there, saved: () => saved, saves: () => saves };
}

test('an answer comes when the change is written down', async () => {
  const { signUp, saved } = setUp();
  expect(await signUp('ada')).toBe('ada');
  expect(saved()).toEqual(['ada']);
});

test('many at once are written down together', async () => {
  const { signUp, saved, saves } = setUp();
  const names = Array.from({ length: 20 }, (_, index) => `person ${index}`);
  expect(await Promise.all(names.map(signUp))).toEqual(names);
  expect(saved()).toEqual(names);
  expect(saves()).toBe(2);
});

test('what cannot be written is taken back, with all that came with it; what comes later is not', async () => {
  const { signUp, saved, there, told } = setUp(['saved', 'full']);
  const answers = await Promise.all(['ada', 'bob', 'eve'].map(signUp));
  expect(answers).toEqual(['ada', 'failed: no room', 'failed: no room']);
  expect(there()).toEqual(['ada']);
  expect(told).toEqual(['no room']);
  expect(await signUp('bob')).toBe('bob');
  expect(saved()).toEqual(['ada', 'bob']);
});

test('an emulator that does not answer is told of, and the next change is made', async () => {
  const { changes, signUp } = setUp(['saved', 'broken']);
  expect(await changes.make(() => Promise.reject(new Error('reset')))).toContain('did not answer');
  expect(await signUp('ada')).toContain('did not answer');
  expect(await signUp('bob')).toBe('bob');
});
